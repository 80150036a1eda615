package dev.helpdesk.launcher;

import java.util.HashMap;
import java.util.Map;

/** The environment variables that each process gets on top of the launcher's own. */
record ChildEnvironments(DevEnvironment development, Ports ports, TokenLifetime lifetime) {

    private static final String LOOPBACK = "127.0.0.1/32,::1/128";

    Map<String, String> keycloak() {
        Map<String, String> server = Map.of(
                "KC_HOSTNAME",
                development.get("KEYCLOAK_URL"),
                "KC_HTTP_ENABLED",
                "true",
                "KC_HTTP_HOST",
                "127.0.0.1",
                "KC_HTTP_PORT",
                Integer.toString(ports.of(Port.KEYCLOAK)),
                "KC_HTTP_MANAGEMENT_PORT",
                Integer.toString(ports.of(Port.KEYCLOAK_MANAGEMENT)),
                "KC_CACHE",
                "local");
        Map<String, String> database = Map.of(
                "KC_DB_URL", "jdbc:postgresql://127.0.0.1:%d/auth_db".formatted(ports.of(Port.AUTH_DB)),
                "KC_DB_USERNAME", "helpdesk",
                "KC_DB_PASSWORD", development.get("AUTH_DB_PASSWORD"),
                "KC_DB_POOL_MAX_SIZE", "30",
                "KC_BOOTSTRAP_ADMIN_USERNAME", development.get("KEYCLOAK_ADMIN_USERNAME"),
                "KC_BOOTSTRAP_ADMIN_PASSWORD", development.get("KEYCLOAK_ADMIN_PASSWORD"));
        return merge(server, database, realm(), provider());
    }

    /** The placeholders of the realm file. */
    private Map<String, String> realm() {
        return Map.of(
                "AUTH_FACADE_CLIENT_SECRET", development.get("KEYCLOAK_CLIENT_SECRET"),
                "USER_SERVICE_CLIENT_SECRET", development.get("AUTH_CLIENT_SECRET"),
                "ACCESS_TOKEN_LIFESPAN", Long.toString(lifetime.seconds()),
                "SSO_SESSION_IDLE_TIMEOUT", Long.toString(lifetime.sessionIdleSeconds()),
                "SSO_SESSION_MAX_LIFESPAN", Long.toString(lifetime.sessionMaxSeconds()),
                "SMTP_HOST", "localhost",
                "SMTP_PORT", development.get("SMTP_PORT"));
    }

    /** Where the event listener writes. */
    private Map<String, String> provider() {
        return Map.of("HELPDESK_REDIS_URL", development.get("AUTH_REDIS_URL"));
    }

    Map<String, String> authFacade(int port, int managementPort) {
        return merge(
                service(port, managementPort),
                Map.of(
                        "REDIS_URL", development.get("AUTH_REDIS_URL"),
                        "KEYCLOAK_CLIENT_ID", development.get("KEYCLOAK_CLIENT_ID"),
                        "KEYCLOAK_CLIENT_SECRET", development.get("KEYCLOAK_CLIENT_SECRET"),
                        "JWT_EXPIRES_IN", Long.toString(lifetime.seconds())));
    }

    Map<String, String> userService(int port, int managementPort) {
        return merge(
                service(port, managementPort),
                Map.of(
                        "DATABASE_URL", development.get("USER_DATABASE_URL"),
                        "REDIS_URL", development.get("USER_REDIS_URL"),
                        "AUTH_SERVICE_URL", development.get("AUTH_URL"),
                        "AUTH_CLIENT_ID", development.get("AUTH_CLIENT_ID"),
                        "AUTH_CLIENT_SECRET", development.get("AUTH_CLIENT_SECRET")));
    }

    private Map<String, String> service(int port, int managementPort) {
        return Map.of(
                "NODE_ENV", "development",
                "PORT", Integer.toString(port),
                "MANAGEMENT_PORT", Integer.toString(managementPort),
                "KEYCLOAK_URL", development.get("KEYCLOAK_URL"),
                "KEYCLOAK_REALM", development.get("KEYCLOAK_REALM"),
                "CORS_ORIGIN", "http://localhost:3000,http://localhost:" + ports.of(Port.USER),
                "TRUSTED_PROXIES", LOOPBACK);
    }

    @SafeVarargs
    private static Map<String, String> merge(Map<String, String>... parts) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> part : parts) {
            all.putAll(part);
        }
        return all;
    }
}
