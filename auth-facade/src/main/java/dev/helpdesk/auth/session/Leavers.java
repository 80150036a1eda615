package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.FieldError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out who logs out: by their access token, by their refresh token, or by both. */
@Component
class Leavers {

    private final TokenVerifier verifier;
    private final KeycloakTokens keycloak;
    private final EndOfSessions ends;

    Leavers(TokenVerifier verifier, KeycloakTokens keycloak, EndOfSessions ends) {
        this.verifier = verifier;
        this.keycloak = keycloak;
        this.ends = ends;
    }

    Leaver identify(@Nullable BearerToken bearer, @Nullable String refreshToken, Instant requestedAt) {
        if (bearer != null) {
            return byAccessToken(bearer, refreshToken, requestedAt);
        }
        if (refreshToken == null) {
            throw ApiException.of(CommonError.TOKEN_MISSING);
        }
        return byRefreshToken(refreshToken, requestedAt);
    }

    private Leaver byAccessToken(BearerToken bearer, @Nullable String refreshToken, Instant requestedAt) {
        return switch (verifier.verify(bearer)) {
            case Verification.Valid(AccessToken token) ->
                refreshToken == null ? live(token) : live(token, refreshToken);
            case Verification.Rejected(Verification.Reason reason) ->
                outdated(bearer, refreshToken, reason, requestedAt);
            case Verification.Unavailable unavailable -> throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
        };
    }

    private static Leaver live(AccessToken token) {
        String session = token.sessionId();
        if (session == null) {
            // A service has no session that could end.
            throw ApiException.of(CommonError.FORBIDDEN);
        }
        return Leaver.live(new SessionHolder(token.subject(), session));
    }

    /** Both tokens leave, if they are the same user's: nobody ends a session by a token they picked up. */
    private Leaver live(AccessToken token, String refreshToken) {
        Leaver leaver = live(token);
        SessionHolder claimed = RefreshTokenForm.claimedHolder(refreshToken).orElseThrow(() -> unfit("invalid"));
        if (!claimed.userId().equals(leaver.userId())) {
            throw unfit("other_user");
        }
        if (leaver.sessions().contains(claimed.sessionId())) {
            return leaver;
        }
        Optional<SessionHolder> other = keycloak.holderOf(refreshToken);
        // The access token's session is the last to end: until then the token can be shown again.
        return other.map(holder -> new Leaver(leaver.userId(), inOrder(holder.sessionId(), leaver.sessions()), null))
                .orElse(leaver);
    }

    /** A token whose time is over names its session, a forged one names nothing. */
    private Leaver outdated(
            BearerToken bearer, @Nullable String refreshToken, Verification.Reason reason, Instant requestedAt) {
        if (reason == Verification.Reason.INVALID) {
            throw ApiException.of(CommonError.TOKEN_INVALID);
        }
        if (refreshToken != null) {
            return byRefreshToken(refreshToken, requestedAt);
        }
        if (reason == Verification.Reason.EXPIRED) {
            throw ApiException.of(CommonError.TOKEN_EXPIRED);
        }
        // Revoked is said of genuine tokens only, so its claims can be believed.
        return SessionHolder.unverified(bearer.value())
                .map(holder -> Leaver.barred(holder, CommonError.TOKEN_REVOKED))
                .orElseThrow(() -> ApiException.of(CommonError.TOKEN_REVOKED));
    }

    private Leaver byRefreshToken(String refreshToken, Instant requestedAt) {
        if (RefreshTokenForm.claimedHolder(refreshToken).isEmpty()) {
            throw ApiException.of(AuthError.REFRESH_TOKEN_INVALID);
        }
        return keycloak.holderOf(refreshToken)
                .map(Leaver::live)
                .or(() -> ends.ofSpentToken(refreshToken, requestedAt)
                        .map(holder -> Leaver.barred(holder, AuthError.SESSION_REVOKED)))
                .orElseThrow(() -> ApiException.of(AuthError.REFRESH_TOKEN_INVALID));
    }

    private static Set<String> inOrder(String first, Set<String> then) {
        Set<String> sessions = new LinkedHashSet<>();
        sessions.add(first);
        sessions.addAll(then);
        return sessions;
    }

    private static ApiException unfit(String rule) {
        return ApiException.invalid(new FieldError("refreshToken", rule));
    }
}
