package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestKey;
import dev.helpdesk.authclient.test.TestToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PublishedKeysTests {

    private final TestIdentityProvider provider = TestIdentityProvider.start();
    private final Verifiers.SetClock clock = new Verifiers.SetClock();

    @AfterEach
    void close() {
        provider.close();
    }

    private JwksTokenVerifier verifier(Duration refreshEvery) {
        return JwksTokenVerifier.create(
                TokenPolicy.of(provider.issuer()), provider.jwks(), Verifiers.NONE, clock, refreshEvery);
    }

    private JwksTokenVerifier verifier() {
        return verifier(Duration.ofHours(1));
    }

    private TestToken user() {
        return provider.tokens().user();
    }

    private static void assertValid(JwksTokenVerifier verifier, TestToken token) {
        assertThat(Verifiers.verify(verifier, token)).isInstanceOf(Verification.Valid.class);
    }

    private static void assertUndecided(JwksTokenVerifier verifier, TestToken token) {
        assertThat(Verifiers.verify(verifier, token)).isInstanceOf(Verification.Unavailable.class);
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void fetchesOnceForManyTokens() {
        try (JwksTokenVerifier verifier = verifier()) {
            for (int i = 0; i < 20; i++) {
                assertValid(verifier, user());
            }
            assertThat(provider.jwksFetches()).isEqualTo(1);
        }
    }

    @Test
    void f12AcceptsANewKeyAtOnce() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            provider.rotateKeys();
            assertValid(verifier, user());
            assertThat(provider.jwksFetches()).isEqualTo(2);
        }
    }

    @Test
    void f12ForgetsAKeyThatIsNoLongerPublished() {
        try (JwksTokenVerifier verifier = verifier(Duration.ofMillis(50))) {
            TestToken old = user();
            assertValid(verifier, old);
            provider.rotateKeys();
            provider.forgetOldKeys();
            until(() -> Verifiers.verify(verifier, old).equals(Verifiers.INVALID));
            assertValid(verifier, user());
        }
    }

    private TestToken made(Duration ago) {
        Instant issuedAt = clock.instant().minus(ago);
        return user().lasting(issuedAt, issuedAt.plus(Duration.ofHours(1)));
    }

    private void flood(JwksTokenVerifier verifier) {
        for (int i = 0; i < 1000; i++) {
            assertThat(Verifiers.verify(verifier, user().header("kid", "unknown-" + i)))
                    .isNotInstanceOf(Verification.Valid.class);
        }
    }

    @Test
    void j11LooksForUnknownKeysOnceInFiveSeconds() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            assertThat(Verifiers.verify(verifier, user().header("kid", "first")))
                    .isEqualTo(Verifiers.INVALID);
            flood(verifier);
            assertThat(provider.jwksFetches()).isEqualTo(2);

            clock.advance(Duration.ofSeconds(5));
            assertThat(Verifiers.verify(verifier, user().header("kid", "last"))).isEqualTo(Verifiers.INVALID);
            assertThat(provider.jwksFetches()).isEqualTo(3);
        }
    }

    @Test
    void f12CannotTellOfANewKeyRightAfterALook() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            flood(verifier);
            provider.rotateKeys();
            assertUndecided(verifier, user());

            clock.advance(Duration.ofSeconds(5));
            assertValid(verifier, user());
            assertThat(provider.jwksFetches()).isEqualTo(3);
        }
    }

    @Test
    void f12WaitsForTheNextLookWhenItIsNear() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            flood(verifier);
            provider.rotateKeys();

            clock.advance(Duration.ofMillis(4700));
            assertValid(verifier, user());
            assertThat(provider.jwksFetches()).isEqualTo(3);
        }
    }

    @Test
    void f12RefusesARemovedKeyFromTheFetchOnThatShowedIt() {
        try (JwksTokenVerifier verifier = verifier()) {
            TestToken old = user();
            assertValid(verifier, old);
            provider.rotateKeys();
            provider.forgetOldKeys();
            assertValid(verifier, user());
            for (int i = 0; i < 10; i++) {
                assertThat(Verifiers.verify(verifier, old)).isEqualTo(Verifiers.INVALID);
            }
            assertThat(provider.jwksFetches()).isEqualTo(2);
        }
    }

    /** A token that was made before the keys were read would have had its key among them. */
    @Test
    void refusesOlderTokensOfUnknownKeysWithoutALook() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            flood(verifier);
            for (int i = 0; i < 100; i++) {
                assertThat(Verifiers.verify(
                                verifier, made(Duration.ofSeconds(32)).header("kid", "unknown-too-" + i)))
                        .isEqualTo(Verifiers.INVALID);
            }
            assertUndecided(verifier, made(Duration.ofSeconds(28)).header("kid", "unknown-three"));
            assertThat(provider.jwksFetches()).isEqualTo(2);
        }
    }

    @Test
    void tokensFromTheFutureCostNoLook() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            assertThat(Verifiers.verify(verifier, made(Duration.ofMinutes(-1)).header("kid", "unknown")))
                    .isEqualTo(Verifiers.INVALID);
            assertThat(Verifiers.verify(
                            verifier, user().header("kid", "unknown").claim("iat", null)))
                    .isEqualTo(Verifiers.INVALID);
            assertThat(provider.jwksFetches()).isEqualTo(1);
        }
    }

    @Test
    void letsFewWaitForALook() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger fetches = new AtomicInteger();
        KeySource silent = () -> {
            fetches.incrementAndGet();
            awaitQuietly(answer);
            throw new IOException("no answer");
        };
        List<String> reasons = new CopyOnWriteArrayList<>();
        try (PublishedKeys keys = new PublishedKeys(silent, clock, Duration.ofHours(1), Duration.ZERO)) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 2 * PublishedKeys.MOST_WAITING; i++) {
                    String id = "unknown-" + i;
                    callers.execute(() -> assertThatThrownBy(() -> keys.find(id, clock.instant()))
                            .isInstanceOfSatisfying(
                                    KeysUnavailableException.class, refusal -> reasons.add(refusal.reason())));
                }
            }
            answer.countDown();
        }
        assertThat(reasons).hasSize(2 * PublishedKeys.MOST_WAITING).contains("too many wait for the issuer's keys");
        assertThat(fetches).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void namesTheKeysThatArePublished() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            String first = provider.key().jwk().getKeyID();
            assertThat(verifier.keyIds()).containsExactly(first);

            provider.rotateKeys();
            assertValid(verifier, user());
            assertThat(verifier.keyIds())
                    .containsExactlyInAnyOrder(first, provider.key().jwk().getKeyID());
        }
    }

    @Test
    void f33StartsWhileTheIssuerIsAwayAndRecovers() {
        provider.down();
        try (JwksTokenVerifier verifier = verifier()) {
            TestToken token = user();
            assertUndecided(verifier, token);
            assertThat(Verifiers.verify(verifier, user().header("alg", "none"))).isEqualTo(Verifiers.INVALID);
            assertThat(Verifiers.verify(verifier, provider.tokens().idToken())).isEqualTo(Verifiers.INVALID);

            provider.up();
            clock.advance(Duration.ofSeconds(5));
            assertValid(verifier, token);
        }
    }

    @Test
    void f07KeepsTheLastGoodKeysWhileTheIssuerIsAway() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            provider.down();
            assertUndecided(verifier, user().signedBy(TestKey.create()));
            assertValid(verifier, user());
            assertThat(Verifiers.verify(verifier, user().signedByStranger())).isEqualTo(Verifiers.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[]}",
                "{}",
                "",
                "<html>busy</html>",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"c2VjcmV0\"}]}"
            })
    void f11KeepsTheLastGoodKeysWhenTheAnswerHoldsNone(String body) {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            provider.answerJwksWith(200, body);
            assertUndecided(verifier, user().signedBy(TestKey.create()));
            assertValid(verifier, user());
        }
    }

    @Test
    void f11TakesNoKeysFromErrorsRedirectsAndEndlessAnswers() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            TestKey foreign = TestKey.create();
            String keys = "{\"keys\":[" + foreign.jwk().toPublicJWK().toJSONString() + "]}";
            for (int status : List.of(500, 302, 404)) {
                provider.answerJwksWith(status, keys);
                assertUndecided(verifier, user().signedBy(foreign));
                clock.advance(Duration.ofSeconds(5));
            }
            provider.answerJwksWith(200, keys + " ".repeat(300_000));
            assertUndecided(verifier, user().signedBy(foreign));

            provider.answerAsUsual();
            clock.advance(Duration.ofSeconds(5));
            assertThat(Verifiers.verify(verifier, user().signedBy(foreign))).isEqualTo(Verifiers.INVALID);
        }
    }

    @Test
    void ignoresKeysThatAreNotForSignatures() {
        String encryption = provider.key().jwk().toPublicJWK().toJSONString().replace("\"sig\"", "\"enc\"");
        String other = TestKey.create().jwk().toPublicJWK().toJSONString();
        provider.answerJwksWith(200, "{\"keys\":[" + encryption + "," + other + "]}");
        try (JwksTokenVerifier verifier = verifier()) {
            assertThat(Verifiers.verify(verifier, user())).isEqualTo(Verifiers.INVALID);
        }
    }
}
