package dev.helpdesk.authclient.verification;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.service.security.StaleReads;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;

/**
 * Asks the auth service about a token when it is first seen, and goes by that until the token expires as long as this process can say
 * by itself that it was not revoked.
 */
public final class FacadeTokenVerifier implements TokenVerifier, StaleReads {

    private final AuthServiceClient authService;
    private final Followed followed;
    private final Clock clock;
    private final VerdictMeters meters;
    private final SharedCalls calls = new SharedCalls();
    private volatile Verdicts verdicts = new Verdicts();

    public FacadeTokenVerifier(AuthServiceClient authService, Followed followed, Clock clock, MeterRegistry meters) {
        this.authService = authService;
        this.followed = followed;
        this.clock = clock;
        this.meters = new VerdictMeters(meters);
    }

    @Override
    public Verification verify(BearerToken token) {
        TokenKey key = TokenKey.of(token);
        Verdicts current = verdicts;
        AccessToken accepted = current.accepted(key, clock.instant());
        if (accepted != null) {
            return verify(token, key, accepted);
        }
        Verification.Rejected rejected = current.rejected(key);
        return rejected != null ? here(rejected) : calls.share(key, () -> ask(token, key));
    }

    private Verification verify(BearerToken token, TokenKey key, AccessToken accepted) {
        return switch (followed.now().check(accepted)) {
            case LIVE -> here(new Verification.Valid(accepted));
            case REVOKED -> here(new Verification.Rejected(Verification.Reason.REVOKED));
            case UNKNOWN -> ask(token, key);
        };
    }

    private Verification here(Verification decided) {
        meters.decidedHere();
        return decided;
    }

    /** The answer is kept in the memory that was in use at the question: by another one's keys it might be another. */
    private Verification ask(BearerToken token, TokenKey key) {
        meters.asked();
        Verdicts asked = verdicts;
        Verification answer = authService.verify(token);
        return switch (answer) {
            case Verification.Valid valid -> {
                asked.accept(key, valid.token());
                yield unlessRevokedMeanwhile(valid);
            }
            case Verification.Rejected rejected -> {
                asked.reject(key, token, rejected);
                yield rejected;
            }
            case Verification.Unavailable unavailable -> unavailable;
        };
    }

    /** An answer that was long under way may be older than what is known here. */
    private Verification unlessRevokedMeanwhile(Verification.Valid valid) {
        return switch (followed.now().check(valid.token())) {
            case LIVE, UNKNOWN -> valid;
            case REVOKED -> new Verification.Rejected(Verification.Reason.REVOKED);
        };
    }

    /** Forgets all answers: the auth service accepts tokens by other keys than before. */
    public void forget() {
        verdicts = new Verdicts();
    }

    @Override
    public Optional<AccessToken> heldLately(BearerToken token) {
        AccessToken accepted = verdicts.accepted(TokenKey.of(token), clock.instant());
        return accepted == null ? Optional.empty() : followed.heldLately(accepted);
    }
}
