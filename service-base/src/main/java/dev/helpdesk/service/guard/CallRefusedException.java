package dev.helpdesk.service.guard;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Says that a server was not called at all: it does not answer at the moment, or too many are waiting for it. */
public final class CallRefusedException extends RuntimeException {

    /** Why it was not called. */
    public enum Reason {
        /** It is known not to answer. */
        OPEN,
        /** All places are taken. */
        FULL
    }

    private final Reason reason;

    CallRefusedException(String guard, Reason reason) {
        // No stack trace: this is no surprise, and made often.
        super(guard + (reason == Reason.OPEN ? " does not answer" : " is busy"), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** When to try again; differs from call to call, so that not all come back at once. */
    public Duration retryAfter() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(2, 7));
    }
}
