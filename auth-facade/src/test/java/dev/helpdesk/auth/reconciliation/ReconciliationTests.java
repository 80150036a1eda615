package dev.helpdesk.auth.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeHistory;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.Grant;
import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.auth.keycloak.SessionTokens;
import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.token.event.IdentityEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/** What Keycloak has stored but nobody told. With a Redis of its own: it is emptied. */
@FacadeTest
@TestPropertySource(properties = "jwt.expires.in=31m")
class ReconciliationTests {

    private static final String STREAM = "helpdesk:identity-events";
    private static final String MARK = STREAM + ":whole";
    /** A comparison every 5 s, and the time that the listener in Keycloak has. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final MockMvcTester mvc;
    private final FakeKeycloak keycloak;
    private final FakeHistory history;
    private final IdentityLog log;
    private final StringRedisTemplate redis;
    private final MeterRegistry meters;

    ReconciliationTests(
            @Autowired MockMvcTester mvc,
            @Autowired FakeKeycloak keycloak,
            @Autowired FakeHistory history,
            @Autowired IdentityLog log,
            @Autowired StringRedisTemplate redis,
            @Autowired MeterRegistry meters) {
        this.mvc = mvc;
        this.keycloak = keycloak;
        this.history = history;
        this.log = log;
        this.redis = redis;
        this.meters = meters;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
        keycloak.add("ada@example.com", "pw", "user");
        history.reset();
        await().until(log::isWhole);
    }

    @Test
    void anEmptySystemIsWholeAtOnce() {
        assertThat(redis.opsForValue().get(MARK)).isNotBlank();
        assertThat(gauge("helpdesk.identity.events.whole")).isEqualTo(1);
    }

    @Test
    void whatWasStoredButNotToldIsRefusedWithinTheBound() {
        SessionTokens tokens = logIn();
        double before = counter("helpdesk.identity.events.reconciled");

        history.storeUserEvent("u1", "LOGOUT", Instant.now(), "ada", tokens.sessionId());

        await().atMost(BOUND).untilAsserted(() -> assertThat(verify(tokens)).isEqualTo("401 token_revoked"));
        assertThat(idsInTheLog()).contains("u1");
        assertThat(counter("helpdesk.identity.events.reconciled")).isEqualTo(before + 1);
    }

    @Test
    void aLateCommitIsFoundBehindLaterEvents() {
        history.storeUserEvent("u2", "LOGOUT", Instant.now(), "ada", "s2");
        await().atMost(BOUND).until(() -> idsInTheLog().contains("u2"));

        history.storeUserEvent("u3", "LOGOUT", Instant.now().minusSeconds(25), "ada", "s3");

        await().atMost(BOUND).until(() -> idsInTheLog().contains("u3"));
    }

    @Test
    void whatWasToldIsNotWrittenAgain() {
        redis.opsForStream()
                .add(STREAM, Map.of("type", "session-revoked", "id", "told", "at", "1795469774450", "sid", "s"));
        await().until(() -> log.knows("told"));
        history.storeUserEvent("told", "LOGOUT", Instant.now(), "ada", "s");
        history.storeUserEvent("untold", "LOGOUT", Instant.now(), "ada", "t");

        await().atMost(BOUND).until(() -> idsInTheLog().contains("untold"));
        awaitComparison();

        assertThat(idsInTheLog()).containsOnlyOnce("told", "untold");
    }

    @Test
    void anEmptiedLogIsMadeWholeFromWhatIsStored() {
        SessionTokens tokens = logIn();
        history.storeAdminEvent(
                "a1", "DELETE", Instant.now(), "sessions/" + tokens.sessionId(), Map.of("offline", "false"));
        history.storeUserEvent("old", "LOGOUT", Instant.now().minus(Duration.ofDays(6)), "ada", "s-old");
        history.storeUserEvent("older", "LOGOUT", Instant.now().minus(Duration.ofDays(8)), "ada", "s-older");
        await().atMost(BOUND).untilAsserted(() -> assertThat(verify(tokens)).isEqualTo("401 token_revoked"));
        String generation = redis.opsForValue().get(MARK);
        double rebuilds = counter("helpdesk.identity.events.rebuilds");

        redis.execute((RedisCallback<String>) connection -> {
            connection.serverCommands().flushAll();
            return "";
        });

        await().untilAsserted(() ->
                assertThat(redis.opsForValue().get(MARK)).isNotNull().isNotEqualTo(generation));
        await().until(log::isWhole);
        assertThat(idsInTheLog()).contains("a1", "old").doesNotContain("older");
        assertThat(verify(tokens)).isEqualTo("401 token_revoked");
        assertThat(counter("helpdesk.identity.events.rebuilds")).isEqualTo(rebuilds + 1);
    }

    @Test
    void aLogThatCannotBeMadeWholeIsNotTrusted() {
        SessionTokens live = logIn();
        SessionTokens ended = logIn();
        keycloak.end(ended.sessionId());
        history.goDown();

        redis.delete(MARK);

        await().untilAsserted(() -> assertThat(verify(ended)).isEqualTo("401 token_revoked"));
        assertThat(verify(live)).isEqualTo("200");
        history.comeBack();
        await().atMost(BOUND).until(log::isWhole);
    }

    @Test
    void awayKeycloakLeavesAWholeLogAsItIs() {
        SessionTokens live = logIn();
        history.goDown();
        keycloak.goDown();

        await().atMost(BOUND).until(() -> counter("helpdesk.identity.events.comparison.failures") > 0);

        assertThat(log.isWhole()).isTrue();
        assertThat(verify(live)).isEqualTo("200");
    }

    @Test
    void sessionsOfWhoIsShutOutEnd() {
        SessionTokens first = logIn();
        history.beginSessions("ada", first.sessionId());

        history.storeAdminEvent("a2", "ACTION", Instant.now(), "users/ada/reset-password", Map.of());

        await().atMost(BOUND).until(() -> keycloak.of(holder(first)).isEmpty());
    }

    @Test
    void aPasswordSetWhileSavingTheUserIsSeenByItsAge() {
        Instant now = Instant.now();
        history.setPassword("ada", now.minusMillis(70));

        history.storeAdminEvent("a3", "UPDATE", now, "users/ada", Map.of());

        await().atMost(BOUND).until(() -> idsInTheLog().contains("a3#1"));
        assertThat(log.entries("0-0", 1000))
                .extracting(IdentityLog.Entry::event)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOf(IdentityEvent.TokensRevokedBefore.class)
                        .hasFieldOrPropertyWithValue("id", "a3"));
    }

    private void awaitComparison() {
        int before = history.reads();
        await().atMost(BOUND).until(() -> history.reads() > before);
    }

    private List<String> idsInTheLog() {
        return log.entries("0-0", 10_000).stream()
                .map(entry -> entry.event().id())
                .toList();
    }

    private double counter(String name) {
        return meters.get(name).counter().count();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private SessionTokens logIn() {
        return ((Grant.Granted) keycloak.logIn("ada@example.com", "pw", null)).tokens();
    }

    private String holder(SessionTokens tokens) {
        return SessionHolder.unverified(tokens.accessToken()).orElseThrow().userId();
    }

    private String verify(SessionTokens tokens) {
        MvcTestResult result = mvc.get()
                .uri("/api/auth/verify")
                .header("Authorization", "Bearer " + tokens.accessToken())
                .exchange();
        String code = JsonMapper.shared()
                .readTree(result.getResponse().getContentAsByteArray())
                .path("code")
                .asString("");
        return (result.getResponse().getStatus() + " " + code).strip();
    }
}
