package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.Grant;
import dev.helpdesk.auth.keycloak.SessionTokens;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.AccountChange;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.TokenScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Keycloak tells, and how the endpoints answer then. With a Redis of its own: others empty theirs. */
@FacadeTest
@TestPropertySource(properties = "jwt.expires.in=30m")
class IdentityEventsTests {

    private final MockMvcTester mvc;
    private final FakeKeycloak keycloak;
    private final RevokedSessions revoked;
    private final TestEvents events;
    private User ada;

    IdentityEventsTests(
            @Autowired MockMvcTester mvc,
            @Autowired FakeKeycloak keycloak,
            @Autowired TestRedis redis,
            @Autowired RevokedSessions revoked) {
        this.mvc = mvc;
        this.keycloak = keycloak;
        this.revoked = revoked;
        this.events = new TestEvents(redis.url());
        this.ada = keycloak.add("ada@example.com", "pw", "user");
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
        ada = keycloak.add("ada@example.com", "pw", "user");
        keycloak.add("bob@example.com", "pw", "user");
        await().until(revoked::areKnown);
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void refusesTheTokensOfADisabledUser() {
        SessionTokens adas = logIn("ada@example.com");
        SessionTokens bobs = logIn("bob@example.com");
        assertThat(get("verify", adas)).isEqualTo("200");

        events.revokeUntilNow(new TokenScope.OfUser(ada.id()));
        events.add(new IdentityEvent.AccountChanged("e#1", Instant.now(), AccountChange.DISABLED, ada.id()));

        await().untilAsserted(() -> assertThat(get("verify", adas)).isEqualTo("401 token_revoked"));
        assertThat(get("me", adas)).isEqualTo("401 token_revoked");
        assertThat(get("verify", bobs)).isEqualTo("200");
    }

    @Test
    void refusesAnEndedSessionAlsoWhileKeycloakIsAway() {
        SessionTokens ended = logIn("ada@example.com");
        SessionTokens other = logIn("ada@example.com");
        keycloak.goDown();

        events.endSession(ended.sessionId());

        await().untilAsserted(() -> assertThat(get("verify", ended)).isEqualTo("401 token_revoked"));
        assertThat(get("verify", other)).isEqualTo("200");
    }

    @Test
    void givesTokensThatHoldByARefreshInTheSecondOfTheChange() {
        SessionTokens old = logIn("ada@example.com");
        events.revokeUntilNow(new TokenScope.OfSession(old.sessionId()));
        await().untilAsserted(() -> assertThat(get("verify", old)).isEqualTo("401 token_revoked"));

        MvcTestResult refreshed = mvc.post()
                .uri("/api/auth/refresh")
                .contentType(MediaType.APPLICATION_JSON)
                .content(JsonMapper.shared().writeValueAsString(Map.of("refreshToken", old.refreshToken())))
                .exchange();

        assertThat(refreshed).hasStatusOk();
        assertThat(verify(body(refreshed).path("accessToken").asString())).isEqualTo("200");
        assertThat(get("verify", old)).isEqualTo("401 token_revoked");
    }

    @Test
    void countsASessionOnceThatBothSay() {
        long before = revoked.active();

        events.endSession("told");
        await().until(() -> revoked.active() == before + 1);
        revoked.add(List.of("told"), Instant.now());

        assertThat(revoked.active()).isEqualTo(before + 1);
    }

    private SessionTokens logIn(String email) {
        return ((Grant.Granted) keycloak.logIn(email, "pw", null)).tokens();
    }

    private String get(String path, SessionTokens tokens) {
        return get(path, tokens.accessToken());
    }

    private String verify(String accessToken) {
        return get("verify", accessToken);
    }

    private String get(String path, String accessToken) {
        MvcTestResult result = mvc.get()
                .uri("/api/auth/" + path)
                .header("Authorization", "Bearer " + accessToken)
                .exchange();
        return (result.getResponse().getStatus() + " "
                        + body(result).path("code").asString(""))
                .strip();
    }

    private static JsonNode body(MvcTestResult result) {
        return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
    }
}
