package dev.helpdesk.authclient;

import java.time.Duration;

/**
 * How the time for a call is spent, so that the whole never takes longer.
 *
 * @param queue waiting until there is a place for it
 * @param connect making a connection to one address
 * @param attempt all of it at one address
 * @param spare what may have gone when another address is tried
 */
record CallTimes(Duration queue, Duration connect, Duration attempt, Duration spare) {

    private static final Duration LONGEST_QUEUE = Duration.ofMillis(500);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    static CallTimes of(Duration timeout, int addresses) {
        Duration queue = shorter(LONGEST_QUEUE, timeout.dividedBy(10));
        Duration connect = shorter(LONGEST_CONNECT, timeout.dividedBy(2L * addresses));
        Duration spare = connect.multipliedBy(addresses - 1L);
        return new CallTimes(queue, connect, timeout.minus(queue).minus(spare), spare);
    }

    /** Whether there is time for an attempt at another address. */
    boolean allowAnother(long startNanos) {
        return System.nanoTime() - startNanos <= spare.plus(queue).toNanos();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
