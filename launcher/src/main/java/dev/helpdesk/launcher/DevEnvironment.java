package dev.helpdesk.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that a client or a test of a running system needs to know, secrets included: the content of {@code dev.env}. */
public final class DevEnvironment {

    private static final List<String> SECRETS = List.of(
            "AUTH_DB_PASSWORD",
            "USER_DB_PASSWORD",
            "AUTH_REDIS_PASSWORD",
            "USER_REDIS_PASSWORD",
            "KEYCLOAK_ADMIN_PASSWORD",
            "KEYCLOAK_CLIENT_SECRET",
            "AUTH_CLIENT_SECRET",
            "DEV_ADMIN_PASSWORD",
            "DEV_USER_PASSWORD");

    private final Map<String, String> values;

    private DevEnvironment(Map<String, String> values) {
        this.values = values;
    }

    /** The addresses on these ports, with the secrets of the start before where there are any. */
    static DevEnvironment of(Ports ports, Map<String, String> former) {
        Map<String, String> values = new LinkedHashMap<>(addresses(ports));
        for (Port port : Port.values()) {
            values.put(port.variable(), Integer.toString(ports.of(port)));
        }
        values.put("KEYCLOAK_REALM", "helpdesk");
        values.put("KEYCLOAK_ADMIN_USERNAME", "admin");
        values.put("KEYCLOAK_CLIENT_ID", "auth-facade");
        values.put("AUTH_CLIENT_ID", "user-service");
        values.put("DEV_ADMIN_EMAIL", "admin@helpdesk.example");
        values.put("DEV_USER_EMAIL", "user@helpdesk.example");
        for (String name : SECRETS) {
            String secret = former.getOrDefault(name, "");
            values.put(name, secret.isEmpty() ? Secrets.random() : secret);
        }
        values.putAll(storeUrls(ports, values));
        return new DevEnvironment(values);
    }

    /** Lines of {@code NAME=value}; blank lines and lines after {@code #} mean nothing. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    void write(Path file) throws IOException {
        String lines = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
        SecretFile.write(file, "# Written at every start; the secrets stay until 'make reset'.\n" + lines + "\n");
    }

    /** The value of that name, such as {@code AUTH_CLIENT_SECRET}. */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new LauncherException("there is no " + name + " in the development environment");
        }
        return value;
    }

    /** The address of that name, such as {@code AUTH_URL}. */
    public URI url(String name) {
        return URI.create(get(name));
    }

    /** All names with their values, for a program that reads its environment. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** The values hold secrets. */
    @Override
    public String toString() {
        return "DevEnvironment" + values.keySet();
    }

    private static Map<String, String> addresses(Ports ports) {
        return Map.of(
                "AUTH_URL", http(ports, Port.AUTH),
                "AUTH_MANAGEMENT_URL", http(ports, Port.AUTH_MANAGEMENT),
                "USER_URL", http(ports, Port.USER),
                "USER_MANAGEMENT_URL", http(ports, Port.USER_MANAGEMENT),
                "KEYCLOAK_URL", http(ports, Port.KEYCLOAK),
                "KEYCLOAK_MANAGEMENT_URL", http(ports, Port.KEYCLOAK_MANAGEMENT),
                "MAIL_URL", http(ports, Port.MAIL));
    }

    private static Map<String, String> storeUrls(Ports ports, Map<String, String> values) {
        return Map.of(
                "AUTH_DATABASE_URL",
                "postgresql://helpdesk:%s@localhost:%d/auth_db"
                        .formatted(values.get("AUTH_DB_PASSWORD"), ports.of(Port.AUTH_DB)),
                "USER_DATABASE_URL",
                "postgresql://helpdesk:%s@localhost:%d/user_db"
                        .formatted(values.get("USER_DB_PASSWORD"), ports.of(Port.USER_DB)),
                "AUTH_REDIS_URL",
                "redis://:%s@localhost:%d".formatted(values.get("AUTH_REDIS_PASSWORD"), ports.of(Port.AUTH_REDIS)),
                "USER_REDIS_URL",
                "redis://:%s@localhost:%d".formatted(values.get("USER_REDIS_PASSWORD"), ports.of(Port.USER_REDIS)));
    }

    private static String http(Ports ports, Port port) {
        return "http://localhost:" + ports.of(port);
    }
}
