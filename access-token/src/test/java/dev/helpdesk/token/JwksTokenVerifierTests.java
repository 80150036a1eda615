package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JwksTokenVerifierTests {

    private static final TestIdentityProvider PROVIDER = TestIdentityProvider.start();

    private final AtomicReference<Revocations.Answer> answer = new AtomicReference<>(Revocations.Answer.LIVE);
    private final AtomicInteger asked = new AtomicInteger();
    private final Verifiers.SetClock clock = new Verifiers.SetClock();
    private final JwksTokenVerifier verifier =
            JwksTokenVerifier.create(TokenPolicy.of(PROVIDER.issuer()), PROVIDER.jwks(), this::check, clock);

    private Revocations.Answer check(AccessToken token) {
        asked.incrementAndGet();
        return answer.get();
    }

    @AfterEach
    void closeVerifier() {
        verifier.close();
    }

    @AfterAll
    static void closeProvider() {
        PROVIDER.close();
    }

    @Test
    void readsEverythingAUserTokenSays() {
        Instant issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        TestToken token = PROVIDER.tokens()
                .user()
                .forSubject("318b7771-75df-4df7-a609-b1020c139788")
                .inSession("L6zgghkPJ8O6sHu6r_K9M7hF")
                .withRoles("user", "agent", "offline_access", "uma_authorization")
                .claim("jti", "onrtro:717e2cbe-b039-b5a5-11a5-6ac9b581a85f")
                .claim("auth_time", issued.getEpochSecond())
                .claim("created_at", 1_795_457_459_163L)
                .lasting(issued, issued.plusSeconds(300));

        assertThat(Verifiers.verify(verifier, token))
                .isEqualTo(new Verification.Valid(new AccessToken(
                        "onrtro:717e2cbe-b039-b5a5-11a5-6ac9b581a85f",
                        "L6zgghkPJ8O6sHu6r_K9M7hF",
                        "helpdesk-portal",
                        issued,
                        issued.plusSeconds(300),
                        issued,
                        new User(
                                "318b7771-75df-4df7-a609-b1020c139788",
                                "ada@example.com",
                                "Ada",
                                "Lovelace",
                                List.of("agent", "user"),
                                true,
                                true,
                                Instant.ofEpochMilli(1_795_457_459_163L)))));
    }

    @Test
    void acceptsAServiceAccountWithoutSession() {
        Verification verification = Verifiers.verify(verifier, PROVIDER.tokens().service("user-service"));

        assertThat(verification).isInstanceOfSatisfying(Verification.Valid.class, valid -> {
            assertThat(valid.token().sessionId()).isNull();
            assertThat(valid.token().clientId()).isEqualTo("user-service");
            assertThat(valid.token().user().roles()).containsExactly("service");
            assertThat(valid.token().user().email()).isNull();
            assertThat(valid.token().user().firstName()).isEmpty();
        });
    }

    @Test
    void tellsAnExpiredTokenFromAnInvalidOne() {
        assertThat(Verifiers.verify(verifier, PROVIDER.tokens().user().expired()))
                .isEqualTo(Verifiers.EXPIRED);
        assertThat(Verifiers.verify(verifier, PROVIDER.tokens().user().expired().signedByStranger()))
                .isEqualTo(Verifiers.INVALID);
        assertThat(asked).hasValue(0);
    }

    @Test
    void endsARememberedTokenWhenItsTimeIsOver() {
        BearerToken token = new BearerToken(
                PROVIDER.tokens().user().expiringIn(Duration.ofMinutes(5)).build());
        assertThat(verifier.verify(token)).isInstanceOf(Verification.Valid.class);

        clock.advance(Duration.ofSeconds(5 * 60 + 31));

        assertThat(verifier.verify(token)).isEqualTo(Verifiers.EXPIRED);
    }

    @Test
    void allowsForClocksThatDifferByHalfAMinute() {
        BearerToken token = new BearerToken(
                PROVIDER.tokens().user().expiringIn(Duration.ofMinutes(5)).build());

        clock.advance(Duration.ofSeconds(5 * 60 + 25));

        assertThat(verifier.verify(token)).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void asksForRevocationsEveryTime() {
        BearerToken token = new BearerToken(PROVIDER.tokens().user().build());
        assertThat(verifier.verify(token)).isInstanceOf(Verification.Valid.class);

        answer.set(Revocations.Answer.REVOKED);
        assertThat(verifier.verify(token)).isEqualTo(Verifiers.REVOKED);

        answer.set(Revocations.Answer.UNKNOWN);
        assertThat(verifier.verify(token)).isInstanceOf(Verification.Unavailable.class);

        answer.set(Revocations.Answer.LIVE);
        assertThat(verifier.verify(token)).isInstanceOf(Verification.Valid.class);
        assertThat(asked).hasValue(4);
    }

    /** H08: tokens that share beginning, end, jti and kid are different tokens. */
    @Test
    void neverTakesOneRememberedTokenForAnother() {
        TestToken first = PROVIDER.tokens().user().claim("jti", "onrtro:1").forSubject(subject('a'));
        TestToken second = PROVIDER.tokens().user().claim("jti", "onrtro:1").forSubject(subject('b'));

        for (int round = 0; round < 2; round++) {
            assertThat(subjectOf(first)).isEqualTo(subject('a'));
            assertThat(subjectOf(second)).isEqualTo(subject('b'));
        }
    }

    private static String subject(char digit) {
        return "00000000-0000-4000-8000-00000000000" + digit;
    }

    private String subjectOf(TestToken token) {
        return Verifiers.verify(verifier, token) instanceof Verification.Valid valid
                ? valid.token().subject()
                : "none";
    }
}
