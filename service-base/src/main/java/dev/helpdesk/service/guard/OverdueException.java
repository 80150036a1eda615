package dev.helpdesk.service.guard;

import org.jspecify.annotations.Nullable;

/** Says that a server had its time and has not answered. */
public final class OverdueException extends RuntimeException {

    OverdueException(String guard, @Nullable Throwable cause) {
        super(guard + " took too long", cause);
    }
}
