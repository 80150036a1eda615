package dev.helpdesk.authclient.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts how tokens were decided: with a call to the auth service, or without. */
final class VerdictMeters {

    private final Counter here;
    private final Counter asked;

    VerdictMeters(MeterRegistry meters) {
        here = counter(meters, "here");
        asked = counter(meters, "auth-service");
    }

    private static Counter counter(MeterRegistry meters, String by) {
        return Counter.builder("helpdesk.tokens.checked")
                .description("checks of tokens, by who decided")
                .tag("by", by)
                .register(meters);
    }

    void decidedHere() {
        here.increment();
    }

    void asked() {
        asked.increment();
    }
}
