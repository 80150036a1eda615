package dev.helpdesk.auth.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@FacadeTest
class GuardMetricsTests {

    private final MeterRegistry meters;

    GuardMetricsTests(@Autowired MeterRegistry meters) {
        this.meters = meters;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keycloak-logins",
                "keycloak-sessions",
                "keycloak-introspections",
                "keycloak-look-ups",
                "redis-rate-limits",
                "redis-once"
            })
    void showsStateAndPlacesOfEveryGuard(String guard) {
        assertThat(meters.get("resilience4j.circuitbreaker.state")
                        .tag("name", guard)
                        .tag("state", "open")
                        .gauge()
                        .value())
                .isBetween(0.0, 1.0);
        assertThat(meters.get("resilience4j.bulkhead.max.allowed.concurrent.calls")
                        .tag("name", guard)
                        .gauge()
                        .value())
                .isPositive();
    }
}
