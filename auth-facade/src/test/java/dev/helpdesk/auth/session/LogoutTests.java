package dev.helpdesk.auth.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.SessionTokens;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@FacadeTest
class LogoutTests {

    private final SessionApi api;
    private final FakeKeycloak keycloak;
    private final TestIdentityProvider provider;

    LogoutTests(
            @Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak, @Autowired TestIdentityProvider provider) {
        this.api = new SessionApi(mvc);
        this.keycloak = keycloak;
        this.provider = provider;
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

        MvcTestResult result = logOut(Map.of("refreshToken", token), null);

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("refresh_token_invalid");
    }

    @Test
    void endsTheSessionOfTheAccessTokenAndNoOther() throws Exception {
        SessionTokens here = api.logIn(SessionApi.EMAIL);
        SessionTokens elsewhere = api.logIn(SessionApi.EMAIL);

        MvcTestResult result = logOut(null, here.accessToken());

        assertThat(result).hasStatusOk();
        assertThat(result.getResponse().getContentAsString()).isEqualTo("{\"success\":true}");
        assertThat(api.verify(here.accessToken())).isEqualTo(401);
        assertThat(api.verify(elsewhere.accessToken())).isEqualTo(200);
    }

    @Test
    void answersTheSameASecondTime() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        logOut(null, tokens.accessToken());

        assertThat(logOut(null, tokens.accessToken())).hasStatusOk();
        assertThat(logOut(Map.of("refreshToken", tokens.refreshToken()), null)).hasStatusOk();
        assertThat(logOut(Map.of("scope", "all"), tokens.accessToken())).hasStatusOk();
    }

    @Test
    void takesTheRefreshTokenAlone() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);

        MvcTestResult result = logOut(Map.of("refreshToken", tokens.refreshToken()), null);

        assertThat(result).hasStatusOk();
        assertThat(api.verify(tokens.accessToken())).isEqualTo(401);
    }

    @Test
    void endsTheOtherSessions() {
        SessionTokens here = api.logIn(SessionApi.EMAIL);
        SessionTokens elsewhere = api.logIn(SessionApi.EMAIL);

        assertThat(logOut(Map.of("scope", "others"), here.accessToken())).hasStatusOk();

        assertThat(api.verify(here.accessToken())).isEqualTo(200);
        assertThat(api.verify(elsewhere.accessToken())).isEqualTo(401);
    }

    @Test
    void endsAllSessions() {
        SessionTokens here = api.logIn(SessionApi.EMAIL);
        SessionTokens elsewhere = api.logIn(SessionApi.EMAIL);

        assertThat(logOut(Map.of("scope", "all", "refreshToken", here.refreshToken()), null))
                .hasStatusOk();

        assertThat(api.verify(here.accessToken())).isEqualTo(401);
        assertThat(api.verify(elsewhere.accessToken())).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void goesOnWhereItFailed(int ended) {
        SessionTokens here = api.logIn(SessionApi.EMAIL);
        List<SessionTokens> all = List.of(here, api.logIn(SessionApi.EMAIL), api.logIn(SessionApi.EMAIL));
        keycloak.failAfterEnding(ended);

        MvcTestResult failed = logOut(Map.of("scope", "all"), here.accessToken());

        assertThat(failed).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader("Retry-After", "5");
        assertThat(logOut(Map.of("scope", "all"), here.accessToken())).hasStatusOk();
        for (SessionTokens tokens : all) {
            assertThat(api.verify(tokens.accessToken())).isEqualTo(401);
            MvcTestResult refresh = api.post("refresh", Map.of("refreshToken", tokens.refreshToken()));
            assertThat(refresh).hasStatus(HttpStatus.UNAUTHORIZED);
            assertThat(SessionApi.body(refresh).path("code").asString()).isEqualTo("session_revoked");
        }
    }

    @Test
    void letsNoEndedSessionEndOthers() {
        SessionTokens gone = api.logIn(SessionApi.EMAIL);
        SessionTokens open = api.logIn(SessionApi.EMAIL);
        logOut(null, gone.accessToken());

        MvcTestResult byAccessToken = logOut(Map.of("scope", "all"), gone.accessToken());
        MvcTestResult byRefreshToken = logOut(Map.of("scope", "others", "refreshToken", gone.refreshToken()), null);

        assertThat(byAccessToken).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(byAccessToken).path("code").asString()).isEqualTo("token_revoked");
        assertThat(byRefreshToken).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(byRefreshToken).path("code").asString()).isEqualTo("session_revoked");
        assertThat(api.verify(open.accessToken())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "others"})
    void endsTheSessionOfASpentRefreshTokenAlsoWhenItRefusesMore(String scope) {
        SessionTokens spent = api.logIn(SessionApi.EMAIL);
        SessionTokens open = api.logIn(SessionApi.EMAIL);
        assertThat(api.post("refresh", Map.of("refreshToken", spent.refreshToken())))
                .hasStatusOk();

        MvcTestResult result = logOut(Map.of("scope", scope, "refreshToken", spent.refreshToken()), null);

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("session_revoked");
        assertThat(api.verify(spent.accessToken())).isEqualTo(401);
        assertThat(api.verify(open.accessToken())).isEqualTo(200);
    }

    @Test
    void refusesAnotherUsersRefreshToken() {
        keycloak.add("victim@example.com", SessionApi.PASSWORD, "user");
        SessionTokens own = api.logIn(SessionApi.EMAIL);
        SessionTokens victim = api.logIn("victim@example.com");

        MvcTestResult result = logOut(Map.of("refreshToken", victim.refreshToken()), own.accessToken());

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(result).at("/errors/0/code").asString()).isEqualTo("other_user");
        assertThat(api.verify(victim.accessToken())).isEqualTo(200);
        assertThat(api.verify(own.accessToken())).isEqualTo(200);
    }

    @Test
    void endsBothSessionsWhenTheTokensAreOfTwo() {
        SessionTokens one = api.logIn(SessionApi.EMAIL);
        SessionTokens two = api.logIn(SessionApi.EMAIL);

        assertThat(logOut(Map.of("refreshToken", two.refreshToken()), one.accessToken()))
                .hasStatusOk();

        assertThat(api.verify(one.accessToken())).isEqualTo(401);
        assertThat(api.verify(two.accessToken())).isEqualTo(401);
    }

    @Test
    void wantsATokenOfSomeKind() {
        MvcTestResult nothing = logOut(null, null);
        MvcTestResult garbage = logOut(Map.of("refreshToken", "garbage"), null);
        MvcTestResult forged =
                logOut(null, provider.tokens().user().signedByStranger().build());
        MvcTestResult expired = logOut(null, provider.tokens().user().expired().build());

        assertThat(nothing).hasStatus(HttpStatus.UNAUTHORIZED).hasHeader("WWW-Authenticate", "Bearer");
        assertThat(SessionApi.body(nothing).path("code").asString()).isEqualTo("token_missing");
        assertThat(SessionApi.body(garbage).path("code").asString()).isEqualTo("refresh_token_invalid");
        assertThat(SessionApi.body(forged).path("code").asString()).isEqualTo("token_invalid");
        assertThat(SessionApi.body(expired).path("code").asString()).isEqualTo("token_expired");
    }

    @Test
    void takesTheRefreshTokenBesideAnExpiredAccessToken() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        String expired = provider.tokens().user().expired().build();

        assertThat(logOut(Map.of("refreshToken", tokens.refreshToken()), expired))
                .hasStatusOk();

        assertThat(api.verify(tokens.accessToken())).isEqualTo(401);
    }

    @Test
    void changesNothingWhileKeycloakIsAway() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        keycloak.goDown();

        MvcTestResult result = logOut(null, tokens.accessToken());

        assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader("Retry-After", "5");
        assertThat(api.verify(tokens.accessToken())).isEqualTo(200);
    }

    @Test
    void refusesAServiceAndUnknownScopes() {
        MvcTestResult service =
                logOut(null, provider.tokens().service("user-service").build());
        MvcTestResult scope = logOut(
                Map.of("scope", "everything"), api.logIn(SessionApi.EMAIL).accessToken());

        assertThat(service).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(scope).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(scope).at("/errors/0/code").asString()).isEqualTo("unsupported_value");
    }

    private MvcTestResult logOut(@Nullable Map<String, String> body, @Nullable String accessToken) {
        return api.post("logout", body, accessToken);
    }
}
