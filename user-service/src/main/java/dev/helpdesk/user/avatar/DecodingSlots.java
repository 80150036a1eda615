package dev.helpdesk.user.avatar;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Bounds how many pictures are decoded at a time, and so the memory they take: one of 40 megapixels takes up to 200 MB. */
@Component
final class DecodingSlots {

    private final Semaphore free;
    private final Duration patience;

    DecodingSlots(
            @Value("${avatar.decoding.slots:2}") int slots,
            @Value("${avatar.decoding.patience:5s}") Duration patience) {
        this.free = new Semaphore(slots, true);
        this.patience = patience;
    }

    <T> T run(Supplier<T> decoding) {
        acquire();
        try {
            return decoding.get();
        } finally {
            free.release();
        }
    }

    private void acquire() {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiException.of(CommonError.SERVICE_UNAVAILABLE).retryAfter(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.of(CommonError.SERVICE_UNAVAILABLE).causedBy(e);
        }
    }
}
