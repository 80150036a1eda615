package dev.helpdesk.authclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.JwksTokenVerifier;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.Verification;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class LocalTokenVerifierTests {

    private final TestIdentityProvider provider = TestIdentityProvider.start();
    private final FakeAuthService service = FakeAuthService.start();
    private final AtomicLong nanos = new AtomicLong();
    private final String token = provider.tokens().user().build();
    private final LocalTokenVerifier verifier = new LocalTokenVerifier(
            JwksTokenVerifier.create(
                    TokenPolicy.of(provider.issuer()), provider.jwks(), genuine -> Revocations.Answer.LIVE),
            AuthServiceClient.create(
                    RestClient.builder().baseUrl(service.url()).build(), ServiceAccount.missing("not needed")),
            nanos::get);

    @AfterEach
    void close() {
        verifier.close();
        service.close();
        provider.close();
    }

    private Verification verify(String value) {
        return verifier.verify(new BearerToken(value));
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void asksTheAuthServiceOnceInTenSeconds() {
        service.accepts(token);
        for (int i = 0; i < 5; i++) {
            assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
        }
        assertThat(service.verifications()).isEqualTo(1);

        passes(Duration.ofSeconds(10));
        assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
        assertThat(service.verifications()).isEqualTo(2);
    }

    @Test
    void refusesBadTokensWithoutACall() {
        assertThat(verify(provider.tokens().user().signedByStranger().build()))
                .isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(verify(provider.tokens().user().expired().build()))
                .isEqualTo(new Verification.Rejected(Verification.Reason.EXPIRED));
        assertThat(verify("nonsense")).isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(service.verifications()).isZero();
    }

    @Test
    void acceptsARevokedTokenForTenSecondsAtMost() {
        service.accepts(token);
        assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
        service.revokes(token);
        passes(Duration.ofSeconds(10));
        assertThat(verify(token)).isEqualTo(new Verification.Rejected(Verification.Reason.REVOKED));

        service.down();
        assertThat(verify(token)).isEqualTo(new Verification.Rejected(Verification.Reason.REVOKED));
    }

    @Test
    void goesOnWhileTheVerdictIsFreshAndThenCannotTell() {
        service.accepts(token);
        assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
        service.down();

        passes(Duration.ofSeconds(9));
        assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
        assertThat(verify(provider.tokens().user().build())).isInstanceOf(Verification.Unavailable.class);
        passes(Duration.ofSeconds(1));
        assertThat(verify(token)).isInstanceOf(Verification.Unavailable.class);

        service.up();
        assertThat(verify(token)).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void cannotTellWhileTheKeysWereNeverRead() {
        provider.answerJwksWith(503, "");
        try (LocalTokenVerifier fresh = LocalTokenVerifier.create(
                JwksTokenVerifier.create(
                        TokenPolicy.of(provider.issuer()), provider.jwks(), genuine -> Revocations.Answer.LIVE),
                AuthServiceClient.create(
                        RestClient.builder().baseUrl(service.url()).build(), ServiceAccount.missing("not needed")))) {
            assertThat(fresh.verify(new BearerToken(token))).isInstanceOf(Verification.Unavailable.class);
        }
        assertThat(service.verifications()).isZero();
    }
}
