package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does to Keycloak what people and services do to it. */
final class KeycloakClient implements AutoCloseable {

    static final String PASSWORD = "Correct-Horse-42x";

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    KeycloakClient(URI server) {
        this.server = server;
    }

    /** A login: its tokens and the ids in them. */
    record Login(String accessToken, String refreshToken, String sessionId, String tokenId) {}

    String createUser() throws IOException, InterruptedException {
        String email = UUID.randomUUID() + "@example.com";
        HttpResponse<String> created = admin("POST", "/users", """
                {"email": "%s", "firstName": "Ada", "lastName": "Lovelace", "enabled": true, "emailVerified": true,
                 "credentials": [{"type": "password", "value": "%s"}]}""".formatted(email, PASSWORD));
        return idOf(created);
    }

    Login login(String userId) throws IOException, InterruptedException {
        HttpResponse<String> answer = tryLogin(userId, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return toLogin(answer);
    }

    HttpResponse<String> tryLogin(String userId, String password) throws IOException, InterruptedException {
        String email = get("/users/" + userId).path("email").asString();
        return post("token", Map.of("grant_type", "password", "username", email, "password", password));
    }

    void guessUntilLocked(String userId) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            tryLogin(userId, "wrong");
            if (get("/attack-detection/brute-force/users/" + userId)
                    .path("disabled")
                    .asBoolean()) {
                return;
            }
        }
        throw new AssertionError("the user was not locked");
    }

    HttpResponse<String> refresh(Login login) throws IOException, InterruptedException {
        return post("token", Map.of("grant_type", "refresh_token", "refresh_token", login.refreshToken()));
    }

    void logout(Login login) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("logout", Map.of("refresh_token", login.refreshToken()));
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    void revoke(String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("revoke", Map.of("token", token));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** A call of the admin API that has to succeed. */
    HttpResponse<String> admin(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = tryAdmin(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer;
    }

    HttpResponse<String> tryAdmin(String method, String path, String body) throws IOException, InterruptedException {
        return bearer(adminToken(), method, "/admin/realms/helpdesk" + path, body);
    }

    HttpResponse<String> bearer(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(admin("GET", path, "").body());
    }

    String text(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    JsonNode serverInfo() throws IOException, InterruptedException {
        return json.readTree(
                bearer(adminToken(), "GET", "/admin/serverinfo", "").body());
    }

    /** The id of what an answer says was made. */
    static String idOf(HttpResponse<String> created) {
        String location = created.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    Login toLogin(HttpResponse<String> answer) {
        JsonNode tokens = json.readTree(answer.body());
        String accessToken = tokens.path("access_token").asString();
        JsonNode claims =
                json.readTree(Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]));
        return new Login(
                accessToken,
                tokens.path("refresh_token").asString(),
                claims.path("sid").asString(),
                claims.path("jti").asString());
    }

    @Override
    public void close() {
        http.close();
    }

    private String adminToken() throws IOException, InterruptedException {
        HttpResponse<String> answer = form(
                "/realms/master/protocol/openid-connect/token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "root",
                        "password",
                        KeycloakServer.ADMIN_PASSWORD));
        return json.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> post(String endpoint, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> authenticated = new HashMap<>(fields);
        authenticated.put("client_id", "auth-facade");
        authenticated.put("client_secret", KeycloakServer.FACADE_SECRET);
        return form("/realms/helpdesk/protocol/openid-connect/" + endpoint, authenticated);
    }

    HttpResponse<String> form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
