package dev.helpdesk.authclient.feed;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts that fail: each about twice as long as the one before, and none the same as anybody else's. */
final class Backoff {

    private static final long SHORTEST_MS = 100;

    private final long longestMs;
    private long nextMs = SHORTEST_MS;

    Backoff(Duration longest) {
        longestMs = longest.toMillis();
    }

    /** The pause after one more failure: between half and all of what it is at most. */
    Duration next() {
        long longest = Math.min(nextMs, longestMs);
        nextMs = 2 * longest;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /** Starts anew after a success. */
    void reset() {
        nextMs = SHORTEST_MS;
    }
}
