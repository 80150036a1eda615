package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestKey;
import dev.helpdesk.authclient.test.TestToken;
import java.time.Duration;
import java.util.List;
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

    @Test
    void j11LooksForUnknownKeysOnceInFiveSeconds() {
        try (JwksTokenVerifier verifier = verifier()) {
            assertValid(verifier, user());
            for (int i = 0; i < 100; i++) {
                assertThat(Verifiers.verify(verifier, user().header("kid", "unknown-" + i)))
                        .isEqualTo(Verifiers.INVALID);
            }
            assertThat(provider.jwksFetches()).isEqualTo(2);

            clock.advance(Duration.ofSeconds(5));
            assertThat(Verifiers.verify(verifier, user().header("kid", "unknown")))
                    .isEqualTo(Verifiers.INVALID);
            assertThat(provider.jwksFetches()).isEqualTo(3);
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
