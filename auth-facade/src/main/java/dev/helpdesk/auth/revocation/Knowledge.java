package dev.helpdesk.auth.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How far a copy of the log can be trusted. */
final class Knowledge {

    private final Duration maxAge;
    private final Clock clock;
    private volatile boolean complete;
    private volatile long readAt;
    private volatile Instant gapUntil = Instant.MIN;

    /**
     * @param maxAge how long ago the log may have been read last
     */
    Knowledge(Duration maxAge, Clock clock) {
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** All that the log says is known now. */
    void upToDate() {
        readAt = System.nanoTime();
        complete = true;
    }

    /** Nobody knows whether the log says more by now. */
    void distrust() {
        complete = false;
    }

    /** The log lost events that concern tokens until then. */
    void lostSomethingUntil(Instant instant) {
        gapUntil = instant;
        complete = false;
    }

    /** Whether the log was read to its end, and nothing has come between since. */
    boolean isComplete() {
        return complete;
    }

    /** Whether what is not known did not happen. */
    boolean isWhole() {
        return complete
                && System.nanoTime() - readAt <= maxAge.toNanos()
                && !clock.instant().isBefore(gapUntil);
    }
}
