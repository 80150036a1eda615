package dev.helpdesk.auth.revocation;

import dev.helpdesk.auth.revocation.RevokedSessions.Propagation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** The latest durations of something, and how they spread. */
class Timings {

    private static final int KEPT = 1000;

    private final ArrayDeque<Long> latest = new ArrayDeque<>(KEPT);

    synchronized void add(Duration duration) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(duration.toMillis());
    }

    synchronized Propagation spread() {
        List<Long> sorted = latest.stream().sorted().toList();
        return sorted.isEmpty() ? new Propagation(null, null) : new Propagation(rank(sorted, 50), rank(sorted, 99));
    }

    /** The nearest-rank percentile. */
    private static Long rank(List<Long> sorted, int percent) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
