package dev.helpdesk.keycloak.events;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: twice as long each time, up to a bound, and never for all the same. */
final class Backoff {

    static final long SHORTEST_MILLIS = 50;
    static final long LONGEST_MILLIS = 2_000;

    private long current;

    /** The first attempt after a success costs no wait: an idle connection may just have gone stale. */
    long nextMillis() {
        long wait = current == 0 ? 0 : ThreadLocalRandom.current().nextLong(current / 2, current + 1);
        current = Math.clamp(current * 2, SHORTEST_MILLIS, LONGEST_MILLIS);
        return wait;
    }

    void reset() {
        current = 0;
    }
}
