package dev.helpdesk.user.avatar;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Bounds how many uploaded files are in memory at a time, those that wait for the {@link PixelBudget} included. */
@Component
final class UploadSlots {

    private final Permits permits;

    UploadSlots(
            @Value("${avatar.uploads.parallel:8}") int parallel,
            @Value("${avatar.uploads.patience:5s}") Duration patience) {
        this.permits = new Permits(parallel, patience);
    }

    /** Does the work, which reads the file, when a slot is free; gives up when none is in time. */
    <T> T using(Supplier<T> work) {
        return permits.holding(1, work);
    }
}
