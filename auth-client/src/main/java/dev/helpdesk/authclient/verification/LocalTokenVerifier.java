package dev.helpdesk.authclient.verification;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.service.security.StaleReads;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.JwksTokenVerifier;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Optional;

/**
 * Checks tokens in this process: by the published keys, and by the revocations it follows. The auth service is asked only about genuine
 * tokens, and only while this process cannot say whether they were revoked.
 */
public final class LocalTokenVerifier implements TokenVerifier, StaleReads, AutoCloseable {

    private final JwksTokenVerifier keys;
    private final Followed followed;
    private final AuthServiceClient authService;
    private final VerdictMeters meters;

    /**
     * A verifier that reads keys from now on; close it to end that.
     *
     * @param policy which tokens are accepted
     * @param jwks where the issuer publishes its keys
     */
    public LocalTokenVerifier(
            TokenPolicy policy, URI jwks, Followed followed, AuthServiceClient authService, MeterRegistry meters) {
        // Revocations are asked here: a token that is genuine has to be told from one that nobody could judge.
        this.keys = JwksTokenVerifier.create(policy, jwks, token -> Revocations.Answer.LIVE);
        this.followed = followed;
        this.authService = authService;
        this.meters = new VerdictMeters(meters);
    }

    @Override
    public Verification verify(BearerToken token) {
        return switch (keys.verify(token)) {
            case Verification.Valid genuine -> verify(token, genuine);
            case Verification.Rejected rejected -> rejected;
            case Verification.Unavailable unavailable -> unavailable;
        };
    }

    private Verification verify(BearerToken token, Verification.Valid genuine) {
        return switch (followed.now().check(genuine.token())) {
            case LIVE -> here(genuine);
            case REVOKED -> here(new Verification.Rejected(Verification.Reason.REVOKED));
            case UNKNOWN -> ask(token, genuine);
        };
    }

    private Verification here(Verification decided) {
        meters.decidedHere();
        return decided;
    }

    private Verification ask(BearerToken token, Verification.Valid genuine) {
        meters.asked();
        return switch (authService.verify(token)) {
            case Verification.Valid valid -> genuine;
            case Verification.Rejected rejected -> rejected;
            case Verification.Unavailable unavailable -> unavailable;
        };
    }

    @Override
    public Optional<AccessToken> heldLately(BearerToken token) {
        return keys.verify(token) instanceof Verification.Valid genuine
                ? followed.heldLately(genuine.token())
                : Optional.empty();
    }

    @Override
    public void close() {
        keys.close();
    }
}
