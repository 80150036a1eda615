package dev.helpdesk.auth.reconciliation;

import dev.helpdesk.auth.keycloak.KeycloakHistory;
import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.revocation.LogUpkeep;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

    private static final Duration GRACE = Duration.ofSeconds(1);

    @Bean
    ComparisonMeters comparisonMeters(ObjectProvider<MeterRegistry> meters) {
        return new ComparisonMeters(meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    Comparison comparison(
            KeycloakHistory history, KeycloakSessions sessions, IdentityLog log, ComparisonMeters meters, Clock clock) {
        return new Comparison(history, log, new ShutOuts(history, sessions, meters), meters, clock, GRACE);
    }

    @Bean
    ReconcilerThread reconcilerThread(
            LogUpkeep upkeep,
            IdentityLog log,
            Comparison comparison,
            KeycloakHistory history,
            ComparisonMeters meters) {
        return new ReconcilerThread(new Reconciler(upkeep, log, comparison, history, meters));
    }
}
