package dev.helpdesk.authclient.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTokenVerifierTests {

    private static final Verification REVOKED = new Verification.Rejected(Verification.Reason.REVOKED);
    private static final Verification CANNOT_TELL = new Verification.Unavailable("away");

    private final TestIdentityProvider provider = TestIdentityProvider.start();
    private final String token = provider.tokens().user().build();
    private final AskedService service = new AskedService();
    private final Knowledge knowledge = new Knowledge();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LocalTokenVerifier verifier = verifier();

    private LocalTokenVerifier verifier() {
        return new LocalTokenVerifier(
                TokenPolicy.of(provider.issuer()), provider.jwks(), knowledge.followed(), service, meters);
    }

    /** The first answer waits for the keys, which may take a moment on a busy machine. */
    @BeforeEach
    void waitForKeys() {
        await().until(() -> verify(token) instanceof Verification.Valid);
    }

    @AfterEach
    void close() {
        verifier.close();
        provider.close();
    }

    private Verification verify(String value) {
        return verifier.verify(new BearerToken(value));
    }

    /** What the auth service answers, by a word. */
    private Verification answer(String word) {
        return switch (word) {
            case "valid" -> verify(token);
            case "revoked" -> REVOKED;
            default -> CANNOT_TELL;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE,    revoked,     valid,       0",
        "LIVE,    unavailable, valid,       0",
        "REVOKED, valid,       revoked,     0",
        "REVOKED, unavailable, revoked,     0",
        "UNKNOWN, valid,       valid,       1",
        "UNKNOWN, revoked,     revoked,     1",
        "UNKNOWN, unavailable, unavailable, 1"
    })
    void asksOnlyWhatItDoesNotKnow(Revocations.Answer followed, String answered, String expected, int asked) {
        Verification verdict = answer(expected);
        service.says(answer(answered));
        knowledge.is(followed);

        assertThat(verify(token)).isEqualTo(verdict);
        assertThat(service.timesAsked()).isEqualTo(asked);
    }

    @Test
    void asksEachTimeWhileItDoesNotKnow() {
        service.says(answer("valid"));
        knowledge.is(Revocations.Answer.UNKNOWN);
        assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
        service.says(REVOKED);
        assertThat(verify(token)).isEqualTo(REVOKED);
        service.says(CANNOT_TELL);
        assertThat(verify(token)).isEqualTo(CANNOT_TELL);
        assertThat(meters.get("helpdesk.tokens.checked")
                        .tag("by", "auth-service")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void refusesBadTokensWithoutACall() {
        knowledge.is(Revocations.Answer.UNKNOWN);
        assertThat(verify(provider.tokens().user().signedByStranger().build()))
                .isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(verify(provider.tokens().user().expired().build()))
                .isEqualTo(new Verification.Rejected(Verification.Reason.EXPIRED));
        assertThat(verify("nonsense")).isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(service.timesAsked()).isZero();
    }

    @Test
    void cannotTellWhileTheKeysWereNeverRead() {
        provider.answerJwksWith(503, "");
        try (LocalTokenVerifier fresh = verifier()) {
            assertThat(fresh.verify(new BearerToken(token))).isInstanceOf(Verification.Unavailable.class);
        }
        assertThat(service.timesAsked()).isZero();
    }

    @Test
    void remembersWhatHeldLately() {
        List<String> bad = List.of(
                "nonsense",
                provider.tokens().user().signedByStranger().build(),
                provider.tokens().user().expired().build());
        knowledge.is(Revocations.Answer.UNKNOWN);
        assertThat(verifier.heldLately(new BearerToken(token))).isEmpty();

        knowledge.wasLately(Revocations.Answer.LIVE);
        assertThat(verifier.heldLately(new BearerToken(token))).isPresent();
        assertThat(bad)
                .allSatisfy(value ->
                        assertThat(verifier.heldLately(new BearerToken(value))).isEmpty());

        knowledge.wasLately(Revocations.Answer.REVOKED);
        assertThat(verifier.heldLately(new BearerToken(token))).isEmpty();
    }
}
