package dev.helpdesk.authclient.feed;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How old the followed knowledge is, and whether it lacks nothing up to then. */
final class Freshness {

    private static final Duration NEVER = Duration.ofDays(365);

    private final Duration limit;
    private final LongSupplier nanos;
    private volatile boolean everReady;
    private volatile boolean signed;
    private volatile boolean whole;
    private volatile long lastSign;

    /**
     * @param limit how long knowledge is fresh after a sign of life
     * @param nanos a clock that only goes forward
     */
    Freshness(Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /** This follower knows what the auth service knows. */
    void ready() {
        everReady = true;
    }

    /** The auth service knows of everything, and this follower of what it knows. */
    void sign() {
        lastSign = nanos.getAsLong();
        signed = true;
        whole = true;
    }

    /** Something may be missing, until the next sign. */
    void doubt() {
        whole = false;
    }

    boolean everReady() {
        return everReady;
    }

    boolean isFresh() {
        return whole && isWithin(Duration.ZERO);
    }

    /** Whether it was fresh no longer ago than this. */
    boolean isWithin(Duration grace) {
        return signed && age().compareTo(limit.plus(grace)) <= 0;
    }

    /** The time since the last sign. */
    Duration age() {
        return signed ? Duration.ofNanos(nanos.getAsLong() - lastSign) : NEVER;
    }
}
