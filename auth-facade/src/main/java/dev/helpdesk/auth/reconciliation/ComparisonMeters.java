package dev.helpdesk.auth.reconciliation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What had to be put right. */
final class ComparisonMeters {

    private final Counter completed;
    private final Counter rebuilds;
    private final Counter failures;
    private final Counter ended;

    ComparisonMeters(MeterRegistry meters) {
        completed = Counter.builder("helpdesk.identity.events.reconciled")
                .description("Entries written from Keycloak's stored events, rebuilds included")
                .register(meters);
        rebuilds = Counter.builder("helpdesk.identity.events.rebuilds")
                .description("How often the log was made whole anew")
                .register(meters);
        failures = Counter.builder("helpdesk.identity.events.comparison.failures")
                .description("Comparisons with Keycloak's stored events that came to no end")
                .register(meters);
        ended = Counter.builder("helpdesk.identity.sessions.ended")
                .description("Sessions ended because their user was shut out")
                .register(meters);
    }

    void rebuilt(int entries) {
        rebuilds.increment();
        completed.increment(entries);
    }

    void completed(int entries) {
        completed.increment(entries);
    }

    void failed() {
        failures.increment();
    }

    void ended() {
        ended.increment();
    }
}
