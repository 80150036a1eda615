package dev.helpdesk.auth.reconciliation;

import dev.helpdesk.auth.keycloak.KeycloakHistory;
import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.revocation.LogUpkeep;
import dev.helpdesk.auth.revocation.RevokedSessions;
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
            KeycloakHistory history,
            KeycloakSessions sessions,
            RevokedSessions revoked,
            IdentityLog log,
            ComparisonMeters meters,
            Clock clock) {
        ShutOuts shutOuts = new ShutOuts(history, sessions, revoked, meters);
        return new Comparison(history, log, shutOuts, meters, clock, GRACE);
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
