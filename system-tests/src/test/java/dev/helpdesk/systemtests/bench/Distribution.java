package dev.helpdesk.systemtests.bench;

import java.util.Arrays;
import java.util.Collection;

/** Times that were measured, in milliseconds and in order. */
final class Distribution {

    private final double[] millis;

    private Distribution(double[] millis) {
        this.millis = millis;
    }

    static Distribution ofNanos(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] millis = nanos.stream().mapToDouble(time -> time / 1e6).toArray();
        Arrays.sort(millis);
        return new Distribution(millis);
    }

    int size() {
        return millis.length;
    }

    /** The time that this share of all was not longer than. */
    double quantile(double share) {
        return millis[Math.max(0, (int) Math.ceil(share * millis.length) - 1)];
    }

    double max() {
        return millis[millis.length - 1];
    }

    /** How many lie from one time up to another, which does not count. */
    long between(double from, double to) {
        return Arrays.stream(millis).filter(time -> time >= from && time < to).count();
    }

    @Override
    public String toString() {
        return "p50 %s ms, p90 %s ms, p99 %s ms, max %s ms, %d rounds"
                .formatted(
                        Figure.number(quantile(0.5)),
                        Figure.number(quantile(0.9)),
                        Figure.number(quantile(0.99)),
                        Figure.number(max()),
                        size());
    }
}
