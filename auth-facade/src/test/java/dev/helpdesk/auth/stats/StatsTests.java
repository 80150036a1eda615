package dev.helpdesk.auth.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@FacadeTest
class StatsTests {

    private final MockMvcTester mvc;
    private final TestIdentityProvider provider;
    private final RevokedSessions revoked;

    StatsTests(
            @Autowired MockMvcTester mvc,
            @Autowired TestIdentityProvider provider,
            @Autowired FakeKeycloak keycloak,
            @Autowired RevokedSessions revoked) {
        this.mvc = mvc;
        this.provider = provider;
        this.revoked = revoked;
        keycloak.reset();
    }

    @Test
    void showsTheFiguresToAdministrators() {
        revoked.add(List.of("a session"), Instant.now());

        MvcTestResult result = stats("user", "admin");

        assertThat(result).hasStatusOk().hasHeader("Cache-Control", "no-store");
        JsonNode stats = JsonMapper.shared()
                .readTree(result.getResponse().getContentAsByteArray())
                .path("stats");
        assertThat(stats.at("/revocations/active").asLong()).isPositive();
        assertThat(stats.at("/revocations/propagationMs/p50").isIntegralNumber())
                .isTrue();
        assertThat(stats.at("/revocations/propagationMs/p99").isIntegralNumber())
                .isTrue();
        assertThat(Instant.parse(stats.path("asOf").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(((ObjectNode) stats).without("revocations").without("asOf"))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"users":{"total":10,"enabled":9,"disabled":1,"emailVerified":4,"byRole":{"admin":1,"agent":2,"user":10}},
                        "sessions":{"active":7},"logins":{"last24h":{"succeeded":20,"failed":3}},
                        "registrations":{"last24h":5,"last7d":6}}"""));
    }

    @Test
    void showsThemToNobodyElse() {
        assertThat(stats("user", "agent")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(stats("service")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(mvc.get().uri("/api/auth/stats").exchange()).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    private MvcTestResult stats(String... roles) {
        return mvc.get()
                .uri("/api/auth/stats")
                .header(
                        "Authorization",
                        "Bearer " + provider.tokens().user().withRoles(roles).build())
                .exchange();
    }
}
