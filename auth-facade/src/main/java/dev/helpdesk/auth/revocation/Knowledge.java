package dev.helpdesk.auth.revocation;

import java.time.Duration;

/** How far a copy of the log can be trusted. */
final class Knowledge {

    private final long maxAgeNanos;
    private volatile boolean complete;
    private volatile long readAt;
    private volatile boolean silenced;

    /**
     * @param maxAge how long ago the log may have been read last
     */
    Knowledge(Duration maxAge) {
        this.maxAgeNanos = maxAge.toNanos();
    }

    /** All that the log says is known now, and it lacks nothing. */
    void upToDate() {
        readAt = System.nanoTime();
        complete = true;
    }

    /** The log lacks something, or nobody knows whether it says more by now. */
    void distrust() {
        complete = false;
    }

    /** Nobody can write to the log, so that it cannot say what happens meanwhile. */
    void silenced(boolean now) {
        silenced = now;
    }

    /** Whether the log was whole and read to its end, and nothing has come between since. */
    boolean isComplete() {
        return complete;
    }

    /** The same, and that was a moment ago. */
    boolean isUpToDate() {
        return complete && System.nanoTime() - readAt <= maxAgeNanos;
    }

    /** Whether what is not known did not happen. */
    boolean isWhole() {
        return isUpToDate() && !silenced;
    }
}
