package dev.helpdesk.user.avatar;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Bounds how many pixels are being decoded at a time, and so the memory this takes: a lossless WebP needs four bytes for each. */
@Component
final class PixelBudget {

    private static final int MEGA = 1_000_000;

    private final int megapixels;
    private final Semaphore free;
    private final Duration patience;

    PixelBudget(
            @Value("${avatar.decoding.megapixels:40}") int megapixels,
            @Value("${avatar.decoding.patience:5s}") Duration patience) {
        this.megapixels = megapixels;
        this.free = new Semaphore(megapixels, true);
        this.patience = patience;
    }

    /** Does the work when its pixels fit in; gives up when they do not in time. */
    <T> T spend(long pixels, Supplier<T> work) {
        int share = Math.clamp(Math.ceilDiv(pixels, MEGA), 1, megapixels);
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
