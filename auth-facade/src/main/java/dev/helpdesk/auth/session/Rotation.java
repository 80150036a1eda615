package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.auth.keycloak.Renewal;
import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.auth.revocation.TokenBounds;
import dev.helpdesk.service.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** Exchanges refresh tokens at Keycloak, where each is good for once. */
@Service
class Rotation {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final KeycloakTokens keycloak;
    private final EndOfSessions ends;
    private final RevokedSessions revoked;
    private final TokenBounds bounds;
    private final Clock clock;

    Rotation(KeycloakTokens keycloak, EndOfSessions ends, RevokedSessions revoked, TokenBounds bounds, Clock clock) {
        this.keycloak = keycloak;
        this.ends = ends;
        this.revoked = revoked;
        this.bounds = bounds;
        this.clock = clock;
    }

    SessionResponse rotate(String refreshToken) {
        SessionHolder.unverified(refreshToken).ifPresent(this::awaitSecondThatHolds);
        return switch (keycloak.refresh(refreshToken)) {
            case Renewal.Renewed renewed -> pair(renewed);
            case Renewal.Invalid invalid -> throw ApiException.of(AuthError.REFRESH_TOKEN_INVALID);
            case Renewal.Expired expired -> throw ApiException.of(AuthError.REFRESH_TOKEN_EXPIRED);
            case Renewal.SessionEnded ended -> throw ApiException.of(AuthError.SESSION_REVOKED);
            case Renewal.Reused reused -> throw endSession(reused);
        };
    }

    /** A refresh that meets the end of its session half-way keeps the session alive in Keycloak, unseen: it is ended once more. */
    private SessionResponse pair(Renewal.Renewed renewed) {
        String sessionId = renewed.tokens().sessionId();
        if (revoked.contains(sessionId)) {
            ends.of(List.of(sessionId), clock.instant());
            throw ApiException.of(AuthError.SESSION_REVOKED);
        }
        return SessionResponse.of(renewed.tokens(), renewed.user());
    }

    /** What was issued in the second of a change is refused with what is older, and a refresh token works only once. */
    private void awaitSecondThatHolds(SessionHolder holder) {
        Instant now = clock.instant();
        Instant holding = bounds.holdingSince(holder.userId(), holder.sessionId());
        if (!holding.isAfter(now)) {
            return;
        }
        Duration left = Duration.between(now, holding);
        try {
            Thread.sleep(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody can say which of the two holders is the thief, so both lose the session (RFC 9700, 4.14.2). */
    private ApiException endSession(Renewal.Reused reused) {
        ends.of(List.of(reused.holder().sessionId()), clock.instant());
        return ApiException.of(AuthError.REFRESH_TOKEN_REUSED);
    }
}
