package dev.helpdesk.auth.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.SessionTokens;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@FacadeTest
class RefreshTests {

    private final SessionApi api;
    private final FakeKeycloak keycloak;
    private final StringRedisTemplate redis;

    RefreshTests(@Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak, @Autowired StringRedisTemplate redis) {
        this.api = new SessionApi(mvc);
        this.redis = redis;
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");
    }

    static Stream<String> noRefreshTokens() {
        String claims = Base64.getUrlEncoder()
                .encodeToString("{\"sid\":\"s\"}".getBytes(US_ASCII))
                .replace("=", "");
        return Stream.of(
                "garbage", "a.b.c", "a.b.c.d", "e30.e30.AA", "e30." + claims + ".AA", "e30.e30." + "A".repeat(9000));
    }

    @ParameterizedTest
    @MethodSource("noRefreshTokens")
    void asksKeycloakAboutNothingThatIsNoRefreshToken(String token) {
        keycloak.goDown();

        MvcTestResult result = refresh(token);

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("refresh_token_invalid");
    }

    @Test
    void givesTheNextTokensOfTheSession() {
        SessionTokens first = api.logIn(SessionApi.EMAIL);

        MvcTestResult result = refresh(first.refreshToken());

        JsonNode body = SessionApi.body(result);
        assertThat(result).hasStatusOk();
        assertThat(body.path("sessionId").asString()).isEqualTo(first.sessionId());
        assertThat(body.path("refreshToken").asString()).isNotEqualTo(first.refreshToken());
        assertThat(body.at("/user/email").asString()).isEqualTo(SessionApi.EMAIL);
        assertThat(api.verify(body.path("accessToken").asString())).isEqualTo(200);
    }

    @Test
    void endsTheSessionWhenATokenIsUsedTwice() {
        SessionTokens first = api.logIn(SessionApi.EMAIL);
        JsonNode second = SessionApi.body(refresh(first.refreshToken()));
        redis.delete(redis.keys("helpdesk:once:refresh:*"));

        MvcTestResult reuse = refresh(first.refreshToken());

        assertThat(reuse).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(reuse).path("code").asString()).isEqualTo("refresh_token_reused");
        assertThat(SessionApi.body(refresh(second.path("refreshToken").asString()))
                        .path("code")
                        .asString())
                .isEqualTo("session_revoked");
        assertThat(api.verify(first.accessToken())).isEqualTo(401);
        assertThat(api.verify(second.path("accessToken").asString())).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "a.b.c", "x&grant_type=password&username=admin", "a.b.c.d", "\u00e9.\u00e9.\u00e9"})
    void refusesWhatIsNoRefreshToken(String token) {
        MvcTestResult result = refresh(token);

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(result).hasHeader("WWW-Authenticate", "Bearer");
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("refresh_token_invalid");
    }

    @Test
    void refusesAnAccessToken() {
        MvcTestResult result = refresh(api.logIn(SessionApi.EMAIL).accessToken());

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("refresh_token_invalid");
    }

    @Test
    void refusesTheTokenOfASessionThatEnded() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        api.post("logout", null, tokens.accessToken());

        MvcTestResult result = refresh(tokens.refreshToken());

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("session_revoked");
    }

    @Test
    void wantsAToken() {
        MvcTestResult result = refresh("");

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(result).at("/errors/0/code").asString()).isEqualTo("required");
    }

    @Test
    void consumesNothingWhileKeycloakIsAway() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        keycloak.goDown();
        assertThat(refresh(tokens.refreshToken())).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);

        keycloak.comeBack();

        assertThat(refresh(tokens.refreshToken())).hasStatusOk();
    }

    private MvcTestResult refresh(String token) {
        return api.post("refresh", Map.of("refreshToken", token));
    }
}
