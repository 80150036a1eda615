package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.SessionTokens;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The session endpoints as a client of them calls them. */
final class SessionApi {

    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "correct-horse-battery-9";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final MockMvcTester mvc;

    SessionApi(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    MvcTestResult post(String endpoint, Map<String, ?> body) {
        return post(endpoint, body, null);
    }

    MvcTestResult post(String endpoint, @Nullable Map<String, ?> body, @Nullable String accessToken) {
        MockMvcTester.MockMvcRequestBuilder request = mvc.post().uri("/api/auth/" + endpoint);
        if (body != null) {
            request = request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
        }
        if (accessToken != null) {
            request = request.header("Authorization", "Bearer " + accessToken);
        }
        return request.exchange();
    }

    MvcTestResult get(String path, String accessToken) {
        return mvc.get()
                .uri(path)
                .header("Authorization", "Bearer " + accessToken)
                .exchange();
    }

    MvcTestResult register(Map<String, ?> body, String... keys) {
        return mvc.post()
                .uri("/api/auth/register")
                .header(IdempotencyKey.HEADER, (Object[]) keys)
                .contentType(MediaType.APPLICATION_JSON)
                .content(JSON.writeValueAsString(body))
                .exchange();
    }

    MvcTestResult register(String email) {
        return post("register", registration(email));
    }

    static Map<String, Object> registration(String email) {
        return Map.of("email", email, "password", PASSWORD, "firstName", "Ada", "lastName", "Lovelace");
    }

    SessionTokens logIn(String email) {
        JsonNode body = body(post("login", Map.of("email", email, "password", PASSWORD)));
        return new SessionTokens(
                body.path("accessToken").asString(),
                body.path("refreshToken").asString(),
                body.path("expiresIn").asLong(),
                body.path("refreshExpiresIn").asLong(),
                body.path("sessionId").asString());
    }

    int verify(String accessToken) {
        return get("/api/auth/verify", accessToken).getResponse().getStatus();
    }

    static JsonNode body(MvcTestResult result) {
        return JSON.readTree(result.getResponse().getContentAsByteArray());
    }
}
