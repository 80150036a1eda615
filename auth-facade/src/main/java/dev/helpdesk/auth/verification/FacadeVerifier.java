package dev.helpdesk.auth.verification;

import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;

/** Checks a token here, asks whether it was revoked, and asks Keycloak itself when nobody else can say. */
class FacadeVerifier implements TokenVerifier {

    private final TokenVerifier genuine;
    private final Revocations revocations;
    private final Introspections introspections;

    /**
     * @param genuine checks signature and claims only
     * @param revocations says what was revoked, if it can
     * @param keycloak the last to ask
     */
    FacadeVerifier(TokenVerifier genuine, Revocations revocations, KeycloakTokens keycloak) {
        this.genuine = genuine;
        this.revocations = revocations;
        this.introspections = new Introspections(keycloak);
    }

    @Override
    public Verification verify(BearerToken token) {
        return switch (genuine.verify(token)) {
            case Verification.Valid valid ->
                switch (revocations.check(valid.token())) {
                    case LIVE -> valid;
                    case REVOKED -> new Verification.Rejected(Verification.Reason.REVOKED);
                    case UNKNOWN -> introspect(token, valid);
                };
            case Verification other -> other;
        };
    }

    private Verification introspect(BearerToken token, Verification.Valid valid) {
        try {
            return introspections.honour(token) ? valid : new Verification.Rejected(Verification.Reason.REVOKED);
        } catch (ApiException e) {
            return new Verification.Unavailable("neither Redis nor Keycloak could say whether the token was revoked");
        }
    }
}
