package dev.helpdesk.keycloak.events;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;

/** Shows the counts among Keycloak's own metrics. */
final class Meters {

    private static final String PREFIX = "helpdesk.identity.events.";

    private Meters() {}

    static void register(Counts counts, EventQueue queue) {
        MeterRegistry registry = Metrics.globalRegistry;
        FunctionCounter.builder(PREFIX + "appended", counts, Counts::appended)
                .description("Entries appended to the stream of identity events")
                .register(registry);
        FunctionCounter.builder(PREFIX + "dropped", counts, Counts::dropped)
                .description("Entries given up because too many were waiting")
                .register(registry);
        FunctionCounter.builder(PREFIX + "failures", counts, Counts::failures)
                .description("Attempts to append that failed")
                .register(registry);
        Gauge.builder(PREFIX + "queue", queue, EventQueue::size)
                .description("Entries waiting to be appended")
                .strongReference(true)
                .register(registry);
    }
}
