package dev.helpdesk.service.guard;

import java.time.Duration;

/**
 * What calls of one purpose may take from a server.
 *
 * @param atOnce how many may be under way
 * @param queue how long one waits for a place among them
 * @param patience how long one may take in all, once it has its place
 */
public record Limits(int atOnce, Duration queue, Duration patience) {

    public Limits {
        if (atOnce < 1 || queue.isNegative() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a call needs a place and some time");
        }
    }
}
