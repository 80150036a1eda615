package dev.helpdesk.user.avatar;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Permits that work holds while it lasts; work gives up when those it needs are not free in time. */
final class Permits {

    private final Semaphore free;
    private final Duration patience;

    Permits(int count, Duration patience) {
        this.free = new Semaphore(count, true);
        this.patience = patience;
    }

    <T> T holding(int share, Supplier<T> work) {
        acquire(share);
        try {
            return work.get();
        } finally {
            free.release(share);
        }
    }

    private void acquire(int share) {
        try {
            if (!free.tryAcquire(share, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiException.of(CommonError.SERVICE_UNAVAILABLE).retryAfter(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.of(CommonError.SERVICE_UNAVAILABLE).causedBy(e);
        }
    }
}
