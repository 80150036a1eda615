package dev.helpdesk.user.avatar;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Bounds how many pixels are being decoded at a time, and so the memory this takes: a lossless WebP needs four bytes for each. */
@Component
final class PixelBudget {

    private static final int MEGA = 1_000_000;

    private final int megapixels;
    private final Permits permits;

    PixelBudget(
            @Value("${avatar.decoding.megapixels:40}") int megapixels,
            @Value("${avatar.decoding.patience:5s}") Duration patience) {
        this.megapixels = megapixels;
        this.permits = new Permits(megapixels, patience);
    }

    /** Does the work when its pixels fit in; gives up when they do not in time. */
    <T> T spend(long pixels, Supplier<T> work) {
        int share = Math.clamp(Math.ceilDiv(pixels, MEGA), 1, megapixels);
        return permits.holding(share, work);
    }
}
