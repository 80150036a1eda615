package dev.helpdesk.service.security;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the access token of a request, for endpoints open to all that decide themselves what a missing or bad token means. */
public final class BearerTokens {

    private static final Logger log = LoggerFactory.getLogger(BearerTokens.class);

    private static final Set<String> POWERFUL = Set.of("admin", "service");

    private final Supplier<TokenVerifier> verifier;

    BearerTokens(Supplier<TokenVerifier> verifier) {
        this.verifier = verifier;
    }

    /**
     * The verified token of this request.
     *
     * @throws ApiException 401 when there is none or it does not hold, 400 when there are two, 503 when it could not be decided
     */
    public AccessToken require(HttpServletRequest request) {
        return authenticate(PresentedToken.of(request), false).getPrincipal();
    }

    BearerAuthentication authenticate(PresentedToken presented, boolean reading) {
        return switch (presented) {
            case PresentedToken.Missing missing -> throw ApiException.of(CommonError.TOKEN_MISSING);
            case PresentedToken.Malformed malformed -> throw ApiException.of(CommonError.TOKEN_INVALID);
            case PresentedToken.Ambiguous ambiguous -> throw ApiException.of(CommonError.MALFORMED_REQUEST);
            case PresentedToken.Present present -> authenticate(present.token(), reading);
        };
    }

    private BearerAuthentication authenticate(BearerToken token, boolean reading) {
        TokenVerifier asked = verifier.get();
        return switch (asked.verify(token)) {
            case Verification.Valid valid -> new BearerAuthentication(valid.token(), token);
            case Verification.Rejected rejected -> throw ApiException.of(error(rejected.reason()));
            case Verification.Unavailable unavailable ->
                new BearerAuthentication(
                        heldLately(asked, token).filter(held -> reading).orElseThrow(() -> undecided(unavailable)),
                        token);
        };
    }

    /** Whoever may do more than others do does nothing on knowledge of yesterday. */
    private static Optional<AccessToken> heldLately(TokenVerifier verifier, BearerToken token) {
        return verifier instanceof StaleReads remembering
                ? remembering
                        .heldLately(token)
                        .filter(held ->
                                Collections.disjoint(POWERFUL, held.user().roles()))
                : Optional.empty();
    }

    private static CommonError error(Verification.Reason reason) {
        return switch (reason) {
            case INVALID -> CommonError.TOKEN_INVALID;
            case EXPIRED -> CommonError.TOKEN_EXPIRED;
            case REVOKED -> CommonError.TOKEN_REVOKED;
        };
    }

    private static ApiException undecided(Verification.Unavailable unavailable) {
        log.warn("A token could not be checked: {}", unavailable.cause());
        return ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
    }
}
