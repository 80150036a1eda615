package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.Grant;
import dev.helpdesk.auth.keycloak.SessionTokens;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of revocations when Redis, Keycloak or both give no answer. */
@FacadeTest
class RevocationTests {

    private final MockMvcTester mvc;
    private final FakeKeycloak keycloak;
    private final TestRedis redis;
    private final RevokedSessions revoked;
    private final TestEvents events;
    private boolean redisIsDown;

    RevocationTests(
            @Autowired MockMvcTester mvc,
            @Autowired FakeKeycloak keycloak,
            @Autowired TestRedis redis,
            @Autowired RevokedSessions revoked) {
        this.mvc = mvc;
        this.keycloak = keycloak;
        this.redis = redis;
        this.events = new TestEvents(redis.url());
        this.revoked = revoked;
    }

    @BeforeEach
    void reset() {
        await().until(revoked::areKnown);
        keycloak.reset();
        keycloak.add("ada@example.com", "pw", "user");
    }

    @AfterEach
    void heal() {
        if (redisIsDown) {
            bringRedisBack();
        }
        events.close();
    }

    @Test
    void asksKeycloakWhileRedisIsAway() {
        SessionTokens live = logIn();
        SessionTokens ended = logIn();
        takeRedisDown();
        keycloak.end(ended.sessionId());

        assertThat(verify(live)).isEqualTo("200");
        assertThat(verify(ended)).isEqualTo("401 token_revoked");
    }

    @Test
    void answers503WhenNobodyKnows() {
        SessionTokens tokens = logIn();
        takeRedisDown();
        keycloak.goDown();

        assertThat(verify(tokens)).isEqualTo("503 identity_unavailable");
    }

    @Test
    void holdsALogoutThatRedisDidNotTake() {
        SessionTokens tokens = logIn();
        takeRedisDown();

        assertThat(logOut(tokens)).hasStatusOk();
        assertThat(verify(tokens)).isEqualTo("401 token_revoked");

        bringRedisBack();
        await().untilAsserted(() -> assertThat(events.entries())
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry("type", "session-revoked")
                        .containsEntry("sid", tokens.sessionId())));
        assertThat(verify(tokens)).isEqualTo("401 token_revoked");
    }

    @Test
    void isDownOnlyWhenNobodyKnows() {
        assertThat(health()).isEqualTo("200 ok");
        takeRedisDown();
        await().untilAsserted(() -> assertThat(health()).isEqualTo("200 degraded"));

        keycloak.goDown();
        await().untilAsserted(() -> assertThat(health()).isEqualTo("503 down"));
    }

    @Test
    void countsNothingWhileRedisIsAway() {
        takeRedisDown();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(revoked::active)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(CommonError.SERVICE_UNAVAILABLE));
    }

    @Test
    void tellsOthersOfALogoutBeforeItIsAnswered() {
        SessionTokens tokens = logIn();

        assertThat(logOut(tokens)).hasStatusOk();

        assertThat(events.entries())
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry("type", "session-revoked")
                        .containsEntry("sid", tokens.sessionId()));
        await().untilAsserted(() -> assertThat(revoked.propagation().p50()).isNotNegative());
    }

    @Test
    void asksKeycloakWhenRedisTakesNoEntries() {
        SessionTokens ended = logIn();
        keycloak.end(ended.sessionId());
        assertThat(verify(ended)).isEqualTo("200");

        events.refuseWrites(true);
        try {
            await().untilAsserted(() -> assertThat(verify(ended)).isEqualTo("401 token_revoked"));
            assertThat(health()).isEqualTo("200 degraded");
        } finally {
            events.refuseWrites(false);
        }
        await().untilAsserted(() -> assertThat(verify(ended)).isEqualTo("200"));
    }

    private void takeRedisDown() {
        redis.down();
        redisIsDown = true;
        await().until(() -> !revoked.areKnown());
    }

    private void bringRedisBack() {
        redis.up();
        redisIsDown = false;
        await().until(revoked::areKnown);
    }

    private SessionTokens logIn() {
        return ((Grant.Granted) keycloak.logIn("ada@example.com", "pw", null)).tokens();
    }

    private MvcTestResult logOut(SessionTokens tokens) {
        return mvc.post()
                .uri("/api/auth/logout")
                .header("Authorization", "Bearer " + tokens.accessToken())
                .exchange();
    }

    private String health() {
        MvcTestResult result = mvc.get().uri("/health").exchange();
        return result.getResponse().getStatus() + " " + member(result, "status");
    }

    private String verify(SessionTokens tokens) {
        MvcTestResult result = mvc.get()
                .uri("/api/auth/verify")
                .header("Authorization", "Bearer " + tokens.accessToken())
                .exchange();
        return (result.getResponse().getStatus() + " " + member(result, "code")).strip();
    }

    private static String member(MvcTestResult result, String name) {
        return JsonMapper.shared()
                .readTree(result.getResponse().getContentAsByteArray())
                .path(name)
                .asString("");
    }
}
