package dev.helpdesk.auth.revocation;

import dev.helpdesk.auth.revocation.RevokedSessions.Propagation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How long events take from Keycloak to this replica, and whether it knows them all. */
final class LogMeters {

    private final Timings timings = new Timings();
    private final Timer lag;

    LogMeters(Knowledge knowledge, MeterRegistry meters) {
        this.lag = Timer.builder("helpdesk.identity.events.lag")
                .description("From an event to its place in the index")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10))
                .register(meters);
        Gauge.builder("helpdesk.identity.events.whole", knowledge, known -> known.isWhole() ? 1 : 0)
                .description("1 while the index holds all that concerns a living token")
                .register(meters);
    }

    /** Clocks differ: what seems to come before it happened took no time. */
    void applied(Duration since) {
        Duration took = since.isNegative() ? Duration.ZERO : since;
        timings.add(took);
        lag.record(took);
    }

    Propagation spread() {
        return timings.spread();
    }
}
