package dev.helpdesk.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few calls of Keycloak's Admin REST API that a start needs. */
final class KeycloakAdmin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI realm;
    private final String token;

    KeycloakAdmin(DevEnvironment development) {
        URI server = development.url("KEYCLOAK_URL");
        realm = server.resolve("/admin/realms/" + development.get("KEYCLOAK_REALM"));
        token = token(server, development);
    }

    JsonNode get(String path) {
        return parse(expect(200, send("GET", path, BodyPublishers.noBody())));
    }

    void put(String path, JsonNode body) {
        expect(204, send("PUT", path, BodyPublishers.ofString(body.toString())));
    }

    void post(String path, JsonNode body, int status) {
        expect(status, send("POST", path, BodyPublishers.ofString(body.toString())));
    }

    @Override
    public void close() {
        http.close();
    }

    private String token(URI server, DevEnvironment development) {
        Map<String, String> form = Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                development.get("KEYCLOAK_ADMIN_USERNAME"),
                "password",
                development.get("KEYCLOAK_ADMIN_PASSWORD"));
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/realms/master/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)))
                .build();
        return parse(expect(200, send(request))).path("access_token").stringValue("");
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        return send(HttpRequest.newBuilder(URI.create(realm + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LauncherException(
                    "Keycloak did not answer " + request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted while asking Keycloak", e);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new LauncherException("Keycloak answered %s with %d"
                    .formatted(response.request().uri().getPath(), response.statusCode()));
        }
        return response;
    }

    private JsonNode parse(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
