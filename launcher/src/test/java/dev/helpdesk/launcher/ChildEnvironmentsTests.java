package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentsTests {

    private final Ports ports = Ports.documented(Map.of("AUTH_PORT", "4001"));
    private final DevEnvironment development = DevEnvironment.of(ports, Map.of());
    private final ChildEnvironments environments =
            new ChildEnvironments(development, ports, TokenLifetime.parse("15m"));

    @Test
    void fillThePlaceholdersOfTheRealm() {
        assertThat(environments.keycloak())
                .containsEntry("AUTH_FACADE_CLIENT_SECRET", development.get("KEYCLOAK_CLIENT_SECRET"))
                .containsEntry("USER_SERVICE_CLIENT_SECRET", development.get("AUTH_CLIENT_SECRET"))
                .containsEntry("ACCESS_TOKEN_LIFESPAN", "900")
                .containsEntry("SSO_SESSION_IDLE_TIMEOUT", "604800")
                .containsEntry("SSO_SESSION_MAX_LIFESPAN", "2592000")
                .containsEntry("SMTP_PORT", "1025");
    }

    @Test
    void tellTheEventListenerWhereTheStreamIs() {
        assertThat(environments.keycloak()).containsEntry("HELPDESK_REDIS_URL", development.get("AUTH_REDIS_URL"));
    }

    @Test
    void keepKeycloakOnThisMachine() {
        assertThat(environments.keycloak())
                .containsEntry("KC_HTTP_HOST", "127.0.0.1")
                .containsEntry("KC_HOSTNAME", "http://localhost:8080")
                .containsEntry("KC_DB_URL", "jdbc:postgresql://127.0.0.1:5401/auth_db");
    }

    @Test
    void giveTheFacadeWhatTheGuideNames() {
        assertThat(environments.authFacade(4001, 9101))
                .containsEntry("NODE_ENV", "development")
                .containsEntry("PORT", "4001")
                .containsEntry("MANAGEMENT_PORT", "9101")
                .containsEntry("REDIS_URL", development.get("AUTH_REDIS_URL"))
                .containsEntry("KEYCLOAK_CLIENT_SECRET", development.get("KEYCLOAK_CLIENT_SECRET"))
                .containsEntry("CORS_ORIGIN", "http://localhost:3000,http://localhost:3002")
                .containsEntry("TRUSTED_PROXIES", "127.0.0.1/32,::1/128");
    }

    @Test
    void giveTheUserServiceItsStoresAndTheAuthService() {
        assertThat(environments.userService(3002, 9102))
                .containsEntry("DATABASE_URL", development.get("USER_DATABASE_URL"))
                .containsEntry("REDIS_URL", development.get("USER_REDIS_URL"))
                .containsEntry("AUTH_SERVICE_URL", "http://localhost:4001")
                .containsEntry("AUTH_CLIENT_SECRET", development.get("AUTH_CLIENT_SECRET"))
                .doesNotContainKey("KEYCLOAK_CLIENT_SECRET");
    }
}
