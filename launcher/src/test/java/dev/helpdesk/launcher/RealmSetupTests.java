package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RealmSetupTests {

    private FakeKeycloak keycloak;
    private DevEnvironment development;

    @BeforeEach
    void startKeycloak() throws IOException {
        keycloak = new FakeKeycloak();
        development = DevEnvironment.of(
                Ports.documented(Map.of("KEYCLOAK_PORT", Integer.toString(keycloak.port()))), Map.of());
    }

    @AfterEach
    void stopKeycloak() {
        keycloak.close();
    }

    @Test
    void makesBothAccountsAndGivesOneTheAdminRole() {
        apply("24h");

        assertThat(keycloak.users()).containsExactly("admin@helpdesk.example", "user@helpdesk.example");
        assertThat(keycloak.changes())
                .containsExactly("POST /users", "POST /users", "POST /users/1/role-mappings/realm");
        assertThat(keycloak.lastPasswordOf("admin@helpdesk.example")).isEqualTo(development.get("DEV_ADMIN_PASSWORD"));
    }

    @Test
    void changesNothingTheSecondTime() {
        apply("24h");
        int changes = keycloak.changes().size();

        apply("24h");

        assertThat(keycloak.changes()).hasSize(changes);
    }

    @Test
    void appliesAnotherTokenLifetime() {
        apply("24h");

        apply("15m");

        assertThat(keycloak.changes()).last().isEqualTo("PUT ");
        assertThat(keycloak.realm().path("accessTokenLifespan").asInt()).isEqualTo(900);
        assertThat(keycloak.realm().path("ssoSessionIdleTimeout").asInt()).isEqualTo(604_800);
    }

    @Test
    void addsTheEventListenerToAnOlderRealm() {
        apply("24h");
        keycloak.realm().putArray("eventsListeners").add("jboss-logging");

        apply("24h");

        assertThat(keycloak.changes()).last().isEqualTo("PUT ");
        assertThat(keycloak.realm().path("eventsListeners"))
                .extracting(JsonNode::asString)
                .containsExactly("jboss-logging", "helpdesk-identity-events");
    }

    @Test
    void saysWhatKeycloakRefused() {
        keycloak.refuse("/users");

        assertThatThrownBy(() -> apply("24h"))
                .isInstanceOf(LauncherException.class)
                .hasMessage("Keycloak answered /admin/realms/helpdesk/users with 500");
    }

    private void apply(String lifetime) {
        try (KeycloakAdmin admin = new KeycloakAdmin(development)) {
            new RealmSetup(admin, development, TokenLifetime.parse(lifetime)).apply();
        }
    }
}
