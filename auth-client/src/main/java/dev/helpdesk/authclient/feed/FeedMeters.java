package dev.helpdesk.authclient.feed;

import dev.helpdesk.token.event.RevocationIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** The figures of a follower. */
final class FeedMeters {

    private static final String PREFIX = "helpdesk.feed.";

    private final Counter connections;
    private final Counter failures;
    private final Timer propagation;

    FeedMeters(MeterRegistry meters, Freshness freshness, RevocationIndex index, Listeners listeners) {
        connections = Counter.builder(PREFIX + "connections")
                .description("connections to the feed that caught up with the log")
                .register(meters);
        failures = Counter.builder(PREFIX + "failures")
                .description("connections to the feed that failed or broke")
                .register(meters);
        propagation = Timer.builder(PREFIX + "propagation")
                .description("from the time of an event to its being known here")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10))
                .register(meters);
        Gauge.builder(PREFIX + "age", freshness, FeedMeters::ageInSeconds)
                .description("since the last sign of life; a year before the first")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(PREFIX + "revocations", index, RevocationIndex::size)
                .description("revocations in force")
                .register(meters);
        Gauge.builder(PREFIX + "listeners.waiting", listeners, Listeners::waiting)
                .description("events that listeners have not taken yet")
                .register(meters);
    }

    private static double ageInSeconds(Freshness freshness) {
        return freshness.age().toMillis() / 1000.0;
    }

    void connected() {
        connections.increment();
    }

    void failed() {
        failures.increment();
    }

    /** Clocks of two machines differ: nothing is known before it happened. */
    void applied(Instant happened, Instant known) {
        Duration taken = Duration.between(happened, known);
        propagation.record(taken.isNegative() ? Duration.ZERO : taken);
    }
}
