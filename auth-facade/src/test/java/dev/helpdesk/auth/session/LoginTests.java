package dev.helpdesk.auth.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.token.User;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FacadeTest
class LoginTests {

    private final MockMvcTester mvc;
    private final SessionApi api;
    private final FakeKeycloak keycloak;

    LoginTests(@Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak) {
        this.mvc = mvc;
        this.api = new SessionApi(mvc);
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ADA@example.COM", "  ada@example.com "})
    void beginsASession(String email) {
        User ada = keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user", "agent");

        MvcTestResult result = api.post("login", Map.of("email", email, "password", SessionApi.PASSWORD));

        JsonNode body = SessionApi.body(result);
        assertThat(result).hasStatusOk();
        assertThat(result).hasHeader("Cache-Control", "no-store");
        assertThat(body.at("/user/id").asString()).isEqualTo(ada.id());
        assertThat(body.at("/user/roles").valueStream().map(JsonNode::asString)).containsExactly("agent", "user");
        assertThat(body.path("expiresIn").asInt()).isEqualTo(300);
        assertThat(body.path("refreshExpiresIn").asInt()).isEqualTo(600);
        assertThat(api.verify(body.path("accessToken").asString())).isEqualTo(200);
    }

    @Test
    void tellsNobodyWhyCredentialsAreRefused() {
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");
        keycloak.disable(keycloak.add("disabled@example.com", SessionApi.PASSWORD, "user"));

        List<String> answers = Stream.of(
                        Map.of("email", "unknown@example.com", "password", SessionApi.PASSWORD),
                        Map.of("email", SessionApi.EMAIL, "password", "wrong-wrong-wrong"),
                        Map.of("email", SessionApi.EMAIL, "password", " " + SessionApi.PASSWORD),
                        Map.of("email", "disabled@example.com", "password", SessionApi.PASSWORD),
                        Map.of("email", "service-account-auth-facade", "password", SessionApi.PASSWORD))
                .map(this::refusal)
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst())
                .startsWith("401 Bearer ")
                .contains("\"code\":\"invalid_credentials\"")
                .contains("\"success\":false");
    }

    private String refusal(Map<String, String> credentials) {
        MvcTestResult result = mvc.post()
                .uri("/api/auth/login")
                .header("X-Request-Id", "same")
                .contentType("application/json")
                .content(JsonMapper.shared().writeValueAsString(credentials))
                .exchange();
        return result.getResponse().getStatus() + " "
                + result.getResponse().getHeader("WWW-Authenticate") + " "
                + new String(result.getResponse().getContentAsByteArray(), UTF_8);
    }

    @Test
    void namesPendingActionsAfterTheRightPasswordOnly() {
        User ada = keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");
        keycloak.require(ada, "UPDATE_PASSWORD", "CONFIGURE_TOTP");

        MvcTestResult right = api.post("login", Map.of("email", SessionApi.EMAIL, "password", SessionApi.PASSWORD));
        MvcTestResult wrong = api.post("login", Map.of("email", SessionApi.EMAIL, "password", "wrong-wrong-wrong"));

        assertThat(right).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(SessionApi.body(right).path("code").asString()).isEqualTo("account_action_required");
        assertThat(SessionApi.body(right).path("actions").valueStream().map(JsonNode::asString))
                .containsExactly("UPDATE_PASSWORD", "CONFIGURE_TOTP");
        assertThat(wrong).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(wrong).path("actions").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001ada@example.com", "ada@example.com\u001b", "ada@example.com\u007f"})
    void asksKeycloakForNoAddressThatItWouldReadAsAnother(String email) {
        keycloak.goDown();

        MvcTestResult result = api.post("login", Map.of("email", email, "password", SessionApi.PASSWORD));

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("invalid_credentials");
    }

    @Test
    void ignoresTheTokenSomebodySendsAlong() {
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");

        MvcTestResult result = api.post(
                "login", Map.of("email", SessionApi.EMAIL, "password", SessionApi.PASSWORD), "no-token-at-all");

        assertThat(result).hasStatusOk();
    }

    @Test
    void wantsBothFields() {
        MvcTestResult result = api.post("login", Map.of("email", " "));

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(result)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("email", "password");
    }

    @Test
    void answers503WhenKeycloakIsAway() {
        keycloak.goDown();

        MvcTestResult result = api.post("login", Map.of("email", SessionApi.EMAIL, "password", SessionApi.PASSWORD));

        assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(result).hasHeader("Retry-After", "5");
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("identity_unavailable");
    }
}
