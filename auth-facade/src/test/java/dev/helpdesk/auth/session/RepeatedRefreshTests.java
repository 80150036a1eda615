package dev.helpdesk.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.SessionTokens;
import dev.helpdesk.auth.once.Tickets;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What becomes of a refresh token that is sent more than once. */
@FacadeTest
class RepeatedRefreshTests {

    private final SessionApi api;
    private final FakeKeycloak keycloak;
    private final StringRedisTemplate redis;
    private final TestRedis server;
    private final RevokedSessions revoked;

    RepeatedRefreshTests(
            @Autowired MockMvcTester mvc,
            @Autowired FakeKeycloak keycloak,
            @Autowired StringRedisTemplate redis,
            @Autowired TestRedis server,
            @Autowired RevokedSessions revoked) {
        this.api = new SessionApi(mvc);
        this.keycloak = keycloak;
        this.redis = redis;
        this.server = server;
        this.revoked = revoked;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");
    }

    @Test
    void givesManyAtOnceTheSamePair() throws Exception {
        String token = api.logIn(SessionApi.EMAIL).refreshToken();
        List<Callable<MvcTestResult>> all = Collections.nCopies(50, () -> refresh(token));

        List<MvcTestResult> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(all).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatusOk());
        assertThat(answers.stream().map(RepeatedRefreshTests::text)).containsOnly(text(answers.getFirst()));
        assertThat(keycloak.refreshes()).isEqualTo(1);
    }

    @Test
    void givesTheVeryPairAgainWhoseAnswerWasLost() {
        String token = api.logIn(SessionApi.EMAIL).refreshToken();
        MvcTestResult lost = refresh(token);

        MvcTestResult again = refresh(token);

        assertThat(again).hasStatusOk();
        assertThat(text(again)).isEqualTo(text(lost));
        assertThat(refresh(refreshTokenOf(again))).hasStatusOk();
        assertThat(redis.getExpire("helpdesk:once:" + idOf(token))).isBetween(1L, Refreshes.GRACE.toSeconds());
    }

    @Test
    void givesItAgainWhileKeycloakIsAway() {
        String token = api.logIn(SessionApi.EMAIL).refreshToken();
        MvcTestResult lost = refresh(token);
        keycloak.goDown();

        assertThat(text(refresh(token))).isEqualTo(text(lost));
    }

    @Test
    void endsTheSessionWhenItsSuccessorWasUsed_R03() {
        SessionTokens first = api.logIn(SessionApi.EMAIL);
        MvcTestResult second = refresh(first.refreshToken());
        MvcTestResult third = refresh(refreshTokenOf(second));

        assertThat(refused(first.refreshToken())).isEqualTo("refresh_token_reused");
        assertThat(refused(refreshTokenOf(third))).isEqualTo("session_revoked");
        assertThat(refused(first.refreshToken())).isEqualTo("session_revoked");
        assertThat(api.verify(SessionApi.body(third).path("accessToken").asString()))
                .isEqualTo(401);
    }

    @Test
    void givesNoPairAgainOfASessionThatEnded() {
        SessionTokens first = api.logIn(SessionApi.EMAIL);
        refresh(first.refreshToken());
        api.post("logout", null, first.accessToken());
        keycloak.goDown();

        assertThat(refused(first.refreshToken())).isEqualTo("session_revoked");
    }

    /** Keycloak answers so when the session ends while it is refreshed, and keeps it alive. */
    @Test
    void givesNoPairOfASessionThatIsKnownToHaveEnded() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        revoked.add(List.of(tokens.sessionId()), Instant.now());

        assertThat(refused(tokens.refreshToken())).isEqualTo("session_revoked");
        assertThat(keycloak.sessionIds()).doesNotContain(tokens.sessionId());
    }

    @Test
    void doesNotCallASuccessorUsedWhoseRefreshFailed() {
        String first = api.logIn(SessionApi.EMAIL).refreshToken();
        MvcTestResult second = refresh(first);
        keycloak.goDown();
        assertThat(refresh(refreshTokenOf(second))).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);

        assertThat(text(refresh(first))).isEqualTo(text(second));
    }

    @Test
    void keepsNoFailure() {
        SessionTokens tokens = api.logIn(SessionApi.EMAIL);
        keycloak.goDown();
        assertThat(refresh(tokens.refreshToken())).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refresh(tokens.refreshToken())).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(keycloak.refreshes()).isEqualTo(2);

        keycloak.comeBack();

        assertThat(refresh(tokens.refreshToken())).hasStatusOk();
    }

    @Test
    void worksWhileRedisIsAway() {
        String first = api.logIn(SessionApi.EMAIL).refreshToken();
        server.down();
        try {
            MvcTestResult second = refresh(first);
            assertThat(second).hasStatusOk();
            assertThat(text(refresh(first))).isEqualTo(text(second));
            assertThat(refresh(refreshTokenOf(second))).hasStatusOk();
            assertThat(refused(first)).isEqualTo("refresh_token_reused");
        } finally {
            server.up();
            await().atMost(Duration.ofSeconds(20)).until(() -> revoked.areKnown() && isShared());
        }
    }

    @Test
    void leavesNoTokenInRedis() {
        SessionTokens first = api.logIn(SessionApi.EMAIL);
        MvcTestResult second = refresh(first.refreshToken());

        assertThat(redis.opsForValue().multiGet(redis.keys("helpdesk:once:*")))
                .isNotEmpty()
                .allMatch(value -> value.matches("(result|failure):[A-Za-z0-9+/=]*"));
        assertThat(redis.keys("*").toString())
                .doesNotContain(first.refreshToken(), refreshTokenOf(second), first.sessionId());
    }

    private boolean isShared() {
        refresh(api.logIn(SessionApi.EMAIL).refreshToken());
        return !redis.keys("helpdesk:once:refresh:*").isEmpty();
    }

    private static String idOf(String token) {
        return new Tickets("refresh").of(token).id();
    }

    private String refused(String token) {
        MvcTestResult answer = refresh(token);
        assertThat(answer).hasStatus(HttpStatus.UNAUTHORIZED);
        return SessionApi.body(answer).path("code").asString();
    }

    private static String refreshTokenOf(MvcTestResult answer) {
        return SessionApi.body(answer).path("refreshToken").asString();
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcTestResult refresh(String token) {
        return api.post("refresh", Map.of("refreshToken", token));
    }
}
