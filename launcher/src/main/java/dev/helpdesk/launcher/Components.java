package dev.helpdesk.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Makes the servers of one platform. */
record Components(
        Project project, Cache cache, RunDirectory directory, PlatformOptions options, DevEnvironment development) {

    private static final String DATABASE_ROLE = "helpdesk";

    Component of(Part part) {
        return switch (part) {
            case AUTH_DB -> postgres(part, Port.AUTH_DB, "auth_db", "AUTH_DB_PASSWORD");
            case USER_DB -> postgres(part, Port.USER_DB, "user_db", "USER_DB_PASSWORD");
            // The auth Redis knows which sessions have ended: an acknowledged logout must survive a crash.
            case AUTH_REDIS -> redis(part, Port.AUTH_REDIS, "AUTH_REDIS_PASSWORD", RedisProcess.Durability.ALWAYS);
            case USER_REDIS -> redis(part, Port.USER_REDIS, "USER_REDIS_PASSWORD", RedisProcess.Durability.EVERYSEC);
            case MAIL -> new MailProcess(project, directory.path(), port(Port.SMTP), port(Port.MAIL));
            case KEYCLOAK -> keycloak();
            case AUTH_FACADE -> service(part, port(Port.AUTH), port(Port.AUTH_MANAGEMENT), Map.of());
            case USER_SERVICE -> service(part, port(Port.USER), port(Port.USER_MANAGEMENT), Map.of());
        };
    }

    Component service(Part part, int port, int managementPort, Map<String, String> further) {
        ChildEnvironments environments = environments();
        Map<String, String> variables = new HashMap<>(
                part == Part.AUTH_FACADE
                        ? environments.authFacade(port, managementPort)
                        : environments.userService(port, managementPort));
        variables.putAll(options.environment().getOrDefault(part, Map.of()));
        variables.putAll(further);
        return new ServiceProcess(project, part, directory.path(), URI.create("http://localhost:" + port), variables);
    }

    KeycloakDistribution keycloakDistribution() {
        return new KeycloakDistribution(cache, project);
    }

    private Component keycloak() {
        Map<String, String> variables = new HashMap<>(environments().keycloak());
        variables.putAll(options.environment().getOrDefault(Part.KEYCLOAK, Map.of()));
        return new KeycloakProcess(project, keycloakDistribution(), data(Part.KEYCLOAK), options.ports(), variables);
    }

    private Component postgres(Part part, Port port, String database, String password) {
        return new PostgresProcess(cache, data(part), port(port), database, DATABASE_ROLE, development.get(password));
    }

    private Component redis(Part part, Port port, String password, RedisProcess.Durability durability) {
        return new RedisProcess(cache, data(part), port(port), development.get(password), durability);
    }

    private ChildEnvironments environments() {
        return new ChildEnvironments(development, options.ports(), TokenLifetime.parse(options.tokenLifetime()));
    }

    private Path data(Part part) {
        return directory.data(part.title());
    }

    private int port(Port port) {
        return options.ports().of(port);
    }
}
