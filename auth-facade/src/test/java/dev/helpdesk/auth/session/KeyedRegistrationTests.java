package dev.helpdesk.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Registrations with an {@code Idempotency-Key}. */
@FacadeTest
class KeyedRegistrationTests {

    private static final Map<String, Object> ADA = SessionApi.registration(SessionApi.EMAIL);

    private final String key = UUID.randomUUID().toString();
    private final SessionApi api;
    private final FakeKeycloak keycloak;
    private final StringRedisTemplate redis;
    private final TestRedis server;
    private final RevokedSessions revoked;

    KeyedRegistrationTests(
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
    }

    @Test
    void givesTheFirstAnswerAgain() throws Exception {
        MvcTestResult first = api.register(ADA, key);

        MvcTestResult again = api.register(ADA, key);

        assertThat(first).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotency-Replayed");
        assertThat(again).hasStatus(HttpStatus.CREATED).hasHeader("Idempotency-Replayed", "true");
        assertThat(again)
                .hasHeader("Location", String.valueOf(first.getResponse().getHeader("Location")));
        assertThat(again.getResponse().getContentAsString())
                .isEqualTo(first.getResponse().getContentAsString());
        assertThat(keycloak.size()).isEqualTo(1);
    }

    @Test
    void knowsAnEqualBodyHoweverItIsWritten() {
        api.register(ADA, key);

        MvcTestResult again =
                api.register(with(Map.of("email", "  ADA@example.com ", "firstName", " Ada")), "\"" + key + "\"");

        assertThat(again).hasStatus(HttpStatus.CREATED).hasHeader("Idempotency-Replayed", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "email, other@example.com",
        "password, another-horse-battery-9",
        "firstName, Bob",
        "lastName, Byron",
        "locale, fr"
    })
    void refusesAnotherBodyUnderTheSameKey(String field, String value) {
        api.register(ADA, key);

        MvcTestResult other = api.register(with(Map.of(field, value)), key);

        assertThat(other).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).doesNotContainHeader("Idempotency-Replayed");
        assertThat(code(other)).isEqualTo("idempotency_key_reused");
        assertThat(keycloak.size()).isEqualTo(1);
    }

    @Test
    void keepsNoFailure() {
        keycloak.goDown();
        assertThat(api.register(ADA, key)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        keycloak.comeBack();
        assertThat(code(api.register(with(Map.of("password", "motdepasse1234")), key)))
                .isEqualTo("validation_failed");

        assertThat(api.register(ADA, key)).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotency-Replayed");
    }

    @Test
    void makesOneAccountOfManyAtOnce() throws Exception {
        List<Callable<MvcTestResult>> all = Collections.nCopies(20, () -> api.register(ADA, key));

        List<MvcTestResult> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(all).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(HttpStatus.CREATED));
        assertThat(answers.stream().map(SessionApi::body)).containsOnly(SessionApi.body(answers.getFirst()));
        assertThat(answers.stream().filter(answer -> answer.getResponse().containsHeader("Idempotency-Replayed")))
                .hasSize(19);
        assertThat(keycloak.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fifteen-letters",
                "\"fifteen-letters\"",
                "with a blank in it",
                "clé-clé-clé-clé-clé",
                "tab\tand-more-letters",
                "\"open-quotation-mark"
            })
    void wantsAKeyThatIsHardToGuess(String weak) {
        assertInvalid(api.register(ADA, weak));
    }

    @Test
    void wantsOneKeyOfAtMost255Characters() {
        assertInvalid(api.register(ADA, "k".repeat(256)));
        assertInvalid(api.register(ADA, key, key));

        assertThat(api.register(ADA, "k".repeat(255))).hasStatus(HttpStatus.CREATED);
    }

    @Test
    void recognizesItsOwnAccountAfterTheFirstAttemptDied_F16() {
        keycloak.dieAfterRegistration();
        assertThat(api.register(ADA, key)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        keycloak.comeBack();

        MvcTestResult again = api.register(ADA, key);

        assertThat(again).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotency-Replayed");
        assertThat(api.verify(SessionApi.body(again).path("accessToken").asString()))
                .isEqualTo(200);
        assertThat(keycloak.size()).isEqualTo(1);
    }

    @Test
    void recognizesNoAccountByAnotherKeyOrPassword() {
        keycloak.dieAfterRegistration();
        api.register(ADA, key);
        keycloak.comeBack();

        assertThat(code(api.register(ADA, UUID.randomUUID().toString()))).isEqualTo("email_taken");
        assertThat(code(api.register(ADA))).isEqualTo("email_taken");
        assertThat(code(api.register(with(Map.of("password", "another-horse-battery-9")), key)))
                .isEqualTo("email_taken");
    }

    @Test
    void leavesNothingInRedisToGuessBy() {
        api.register(ADA, key);

        assertThat(redis.opsForValue().multiGet(redis.keys("helpdesk:once:register:*")))
                .isNotEmpty()
                .allMatch(value -> value.matches("(result|failure):[A-Za-z0-9+/=]*"));
        assertThat(redis.keys("*").toString()).doesNotContain(key, SessionApi.EMAIL);
    }

    @Test
    void worksWhileRedisIsAway() {
        server.down();
        try {
            assertThat(api.register(ADA, key)).hasStatus(HttpStatus.CREATED);
            assertThat(api.register(ADA, key)).hasStatus(HttpStatus.CREATED).hasHeader("Idempotency-Replayed", "true");
            assertThat(code(api.register(with(Map.of("firstName", "Bob")), key)))
                    .isEqualTo("idempotency_key_reused");
        } finally {
            server.up();
            await().atMost(Duration.ofSeconds(20)).until(() -> revoked.areKnown() && isShared());
        }
    }

    private boolean isShared() {
        api.register(ADA, UUID.randomUUID().toString());
        return !redis.keys("helpdesk:once:register:*").isEmpty();
    }

    private static void assertInvalid(MvcTestResult answer) {
        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(code(answer)).isEqualTo("idempotency_key_invalid");
    }

    private static String code(MvcTestResult answer) {
        return SessionApi.body(answer).path("code").asString();
    }

    private static Map<String, Object> with(Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(ADA);
        body.putAll(fields);
        return body;
    }
}
