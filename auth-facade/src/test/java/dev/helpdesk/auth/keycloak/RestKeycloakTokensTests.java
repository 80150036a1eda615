package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import dev.helpdesk.authclient.test.TestKey;
import dev.helpdesk.authclient.test.TestTokens;
import dev.helpdesk.token.BearerToken;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class RestKeycloakTokensTests {

    private static final StubbedKeycloak KEYCLOAK = new StubbedKeycloak();
    private static final String TOKEN = StubbedKeycloak.OPENID + "token";
    private static final TestTokens TOKENS = TestTokens.of("http://localhost", TestKey.create());
    private static final String ACCESS = TOKENS.user()
            .forSubject("u1")
            .withRoles("user", "offline_access", "admin")
            .claim("created_at", 1795457459163L)
            .build();
    private static final String REFRESH =
            TOKENS.refreshToken().forSubject("u1").inSession("s1").build();

    @BeforeEach
    void reset() {
        KEYCLOAK.reset();
    }

    @AfterEach
    void forgetRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    @Test
    void readsTokensAndUserOfAGrant() {
        answerToken(200, granted());

        Grant grant = KEYCLOAK.tokens().logIn("ada@example.com", "p&w=1 +é", null);

        assertThat(grant).isInstanceOfSatisfying(Grant.Granted.class, granted -> {
            assertThat(granted.tokens()).isEqualTo(new SessionTokens(ACCESS, REFRESH, 86400, 604800, "s1"));
            assertThat(granted.user().id()).isEqualTo("u1");
            assertThat(granted.user().email()).isEqualTo("ada@example.com");
            assertThat(granted.user().roles()).containsExactly("admin", "user");
            assertThat(granted.user().createdAt()).hasToString("2026-11-23T18:10:59.163Z");
            assertThat(granted.toString()).doesNotContain(ACCESS).doesNotContain(REFRESH);
        });
        KEYCLOAK.server()
                .verify(postRequestedFor(urlPathEqualTo(TOKEN))
                        .withBasicAuth(new BasicCredentials("auth-facade", "s3cret"))
                        .withFormParam("grant_type", equalTo("password"))
                        .withFormParam("scope", equalTo("openid"))
                        .withFormParam("username", equalTo("ada@example.com"))
                        .withFormParam("password", equalTo("p&w=1 +é")));
    }

    @Test
    void namesTheClientThatIsBeingServed() {
        answerToken(200, granted());
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.7");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

        KEYCLOAK.tokens().logIn("ada@example.com", "pw", "123456");

        KEYCLOAK.server()
                .verify(postRequestedFor(urlPathEqualTo(TOKEN))
                        .withHeader("X-Forwarded-For", equalTo("192.0.2.7"))
                        .withFormParam("totp", equalTo("123456")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid user credentials", "Account disabled", "Something new"})
    void takesRefusalsForWrongCredentials(String description) {
        answerToken(400, refusal("invalid_grant", description));

        assertThat(KEYCLOAK.tokens().logIn("a@example.com", "pw", null)).isEqualTo(new Grant.InvalidCredentials());
    }

    @Test
    void looksUpWhatIsPending() {
        answerToken(400, refusal("invalid_grant", "Account is not fully set up"));
        KEYCLOAK.stub(get(urlPathEqualTo(StubbedKeycloak.ADMIN + "users"))
                .withQueryParam("email", equalTo("a@example.com"))
                .willReturn(json(
                        200, "[{\"id\":\"u1\",\"email\":\"a@example.com\",\"requiredActions\":[\"VERIFY_EMAIL\"]}]")));

        assertThat(KEYCLOAK.tokens().logIn("a@example.com", "pw", null))
                .isEqualTo(new Grant.ActionRequired(List.of("VERIFY_EMAIL")));
    }

    @Test
    void asksForTheProfileWhenNothingElseIsPending() {
        answerToken(400, refusal("invalid_grant", "Account is not fully set up"));
        KEYCLOAK.stub(get(urlPathEqualTo(StubbedKeycloak.ADMIN + "users"))
                .willReturn(json(200, "[{\"id\":\"u1\",\"email\":\"a@example.com\",\"requiredActions\":[]}]")));

        assertThat(KEYCLOAK.tokens().logIn("a@example.com", "pw", null))
                .isEqualTo(new Grant.ActionRequired(List.of("UPDATE_PROFILE")));
    }

    @ParameterizedTest
    @CsvSource({
        "Invalid refresh token, Invalid",
        "'Invalid refresh token. Token client and authorized client don''t match', Invalid",
        "Something new, Invalid",
        "Token is not active, Expired",
        "Session not active, SessionEnded",
        "Session doesn't have required client, SessionEnded",
        "User disabled, SessionEnded",
        "Maximum allowed refresh token reuse exceeded, Reused",
        "Stale token, Reused"
    })
    void tellsRefusedRefreshTokensApart(String description, String outcome) {
        answerToken(400, refusal("invalid_grant", description));

        Renewal renewal = KEYCLOAK.tokens().refresh(REFRESH);

        assertThat(renewal.getClass().getSimpleName()).isEqualTo(outcome);
        if (renewal instanceof Renewal.Reused reused) {
            assertThat(reused.holder()).isEqualTo(new SessionHolder("u1", "s1"));
        }
    }

    @Test
    void sendsARefreshTokenAsOneValue() {
        answerToken(400, refusal("invalid_grant", "Invalid refresh token"));

        KEYCLOAK.tokens().refresh("x&grant_type=password&username=admin");

        KEYCLOAK.server()
                .verify(postRequestedFor(urlPathEqualTo(TOKEN))
                        .withFormParam("grant_type", equalTo("refresh_token"))
                        .withFormParam("refresh_token", equalTo("x&grant_type=password&username=admin")));
        KEYCLOAK.server().verify(exactly(1), postRequestedFor(urlPathEqualTo(TOKEN)));
    }

    @ParameterizedTest
    @CsvSource({"'{\"active\":true}', true", "'{\"active\":false}', false", "{}, false"})
    void asksKeycloakAboutAnAccessToken(String answer, boolean honoured) {
        KEYCLOAK.stub(post(urlPathEqualTo(StubbedKeycloak.OPENID + "token/introspect"))
                .withFormParam("token", equalTo("at"))
                .willReturn(json(200, answer)));

        assertThat(KEYCLOAK.tokens().honours(new BearerToken("at"))).isEqualTo(honoured);
    }

    @Test
    void findsTheHolderOfALiveRefreshToken() {
        KEYCLOAK.stub(post(urlPathEqualTo(StubbedKeycloak.OPENID + "token/introspect"))
                .withFormParam("token_type_hint", equalTo("refresh_token"))
                .willReturn(json(200, "{\"active\":true,\"sub\":\"u1\",\"sid\":\"s1\"}")));

        assertThat(KEYCLOAK.tokens().holderOf(REFRESH)).contains(new SessionHolder("u1", "s1"));
    }

    @Test
    void endsASessionByItsRefreshToken() {
        KEYCLOAK.stub(post(urlPathEqualTo(StubbedKeycloak.OPENID + "logout")).willReturn(json(204, "")));
        assertThat(KEYCLOAK.tokens().endSessionOf(REFRESH)).contains(new SessionHolder("u1", "s1"));

        KEYCLOAK.reset();
        KEYCLOAK.stub(post(urlPathEqualTo(StubbedKeycloak.OPENID + "logout"))
                .willReturn(json(400, refusal("invalid_grant", "Invalid refresh token"))));
        assertThat(KEYCLOAK.tokens().endSessionOf(REFRESH)).isEmpty();
    }

    private static void answerToken(int status, String body) {
        KEYCLOAK.stub(post(urlPathEqualTo(TOKEN)).atPriority(9).willReturn(json(status, body)));
    }

    private static String granted() {
        return """
                {"access_token":"%s","expires_in":86400,"refresh_expires_in":604800,"refresh_token":"%s","token_type":"Bearer",
                "session_state":"s1","scope":"openid"}""".formatted(ACCESS, REFRESH);
    }

    private static String refusal(String error, String description) {
        return "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
    }
}
