package dev.helpdesk.keycloak.events;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The real Keycloak with the provider jar in it, in development mode with a database in memory. */
final class KeycloakServer implements AutoCloseable {

    static final String ADMIN_PASSWORD = "only-for-this-test-1";
    static final String FACADE_SECRET = "only-for-this-test-2";

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path HOME = TARGET.resolve("keycloak-home");
    private static final Path REALM = Path.of("..", "realm-export");
    private static final long PATIENCE_SECONDS = 300;

    private final int port = TestRedis.freePort();
    private final int managementPort = TestRedis.freePort();
    private final Process process;

    private KeycloakServer(String redisUrl) throws IOException {
        prepare();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", HOME.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(TARGET.resolve("keycloak.log").toFile());
        builder.environment().putAll(environment(redisUrl));
        process = builder.start();
    }

    static KeycloakServer start(String redisUrl) throws IOException, InterruptedException {
        KeycloakServer server = new KeycloakServer(redisUrl);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI metrics() {
        return URI.create("http://127.0.0.1:" + managementPort + "/metrics");
    }

    String log() throws IOException {
        return Files.readString(TARGET.resolve("keycloak.log"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> environment(String redisUrl) {
        Map<String, String> variables = new HashMap<>();
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        variables.put("KC_DB", "dev-mem");
        variables.put("KC_BOOTSTRAP_ADMIN_USERNAME", "root");
        variables.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        variables.put("KC_HEALTH_ENABLED", "true");
        variables.put("KC_METRICS_ENABLED", "true");
        variables.put("KC_HTTP_HOST", "127.0.0.1");
        variables.put("KC_HTTP_PORT", Integer.toString(port));
        variables.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(managementPort));
        variables.put(
                "KC_SPI_PASSWORD_POLICY__PASSWORD_BLACKLIST__BLACKLISTS_PATH",
                HOME.resolve("data/import").toString());
        variables.put("KC_SPI_EVENTS_LISTENER__HELPDESK_IDENTITY_EVENTS__REDIS_URL", redisUrl);
        variables.put("AUTH_FACADE_CLIENT_SECRET", FACADE_SECRET);
        variables.put("USER_SERVICE_CLIENT_SECRET", "only-for-this-test-3");
        return variables;
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, ready)) {
                boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > deadline) {
                    throw new IllegalStateException("Keycloak did not start:\n" + log());
                }
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void prepare() throws IOException {
        if (!Files.exists(HOME.resolve("bin/kc.sh"))) {
            unpack(TARGET.resolve("servers/keycloak-quarkus-dist.zip"));
        }
        Path jar = TARGET.resolve("helpdesk-keycloak-provider.jar");
        Files.copy(jar, HOME.resolve("providers/provider.jar"), StandardCopyOption.REPLACE_EXISTING);
        Path imports = Files.createDirectories(HOME.resolve("data/import"));
        for (String file : List.of("helpdesk-realm.json", "password-denylist.txt")) {
            Files.copy(REALM.resolve(file), imports.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void unpack(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path name = Path.of(entry.getName());
                if (!entry.isDirectory() && name.getNameCount() > 1) {
                    Path target = HOME.resolve(name.subpath(1, name.getNameCount()));
                    Files.createDirectories(target.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
    }
}
