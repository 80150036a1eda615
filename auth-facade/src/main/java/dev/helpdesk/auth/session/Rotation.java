package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.IssueTime;
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

/**
 * Exchanges refresh tokens at Keycloak, where each is good for once. Keycloak knows a spent one by its being issued in a second before
 * the latest exchange, so none is exchanged in the second of its issue.
 */
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
        await(secondThatHolds(refreshToken));
        return switch (keycloak.refresh(refreshToken)) {
            case Renewal.Renewed renewed -> pair(renewed);
            case Renewal.Invalid invalid -> throw ApiException.of(AuthError.REFRESH_TOKEN_INVALID);
            case Renewal.Expired expired -> throw ApiException.of(AuthError.REFRESH_TOKEN_EXPIRED);
            case Renewal.SessionEnded ended -> throw ApiException.of(AuthError.SESSION_REVOKED);
            case Renewal.Reused reused -> throw reused(reused.holder().sessionId());
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
    private Instant secondThatHolds(String refreshToken) {
        Instant afterIssue = IssueTime.unverified(refreshToken)
                .map(issued -> issued.plusSeconds(1))
                .orElse(Instant.MIN);
        Instant afterChange = SessionHolder.unverified(refreshToken)
                .map(holder -> bounds.holdingSince(holder.userId(), holder.sessionId()))
                .orElse(Instant.MIN);
        return afterIssue.isAfter(afterChange) ? afterIssue : afterChange;
    }

    private void await(Instant second) {
        Instant now = clock.instant();
        if (!second.isAfter(now)) {
            return;
        }
        Duration left = Duration.between(now, second);
        try {
            Thread.sleep(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody can say which of the two holders is the thief, so both lose the session (RFC 9700, 4.14.2). */
    ApiException reused(String sessionId) {
        ends.of(List.of(sessionId), clock.instant());
        return ApiException.of(AuthError.REFRESH_TOKEN_REUSED);
    }
}
