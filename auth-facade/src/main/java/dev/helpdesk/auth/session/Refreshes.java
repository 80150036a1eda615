package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.auth.keycloak.Renewal;
import dev.helpdesk.service.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** Sessions that go on. */
@Service
class Refreshes {

    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    private final KeycloakTokens keycloak;
    private final EndOfSessions ends;
    private final Clock clock;

    Refreshes(KeycloakTokens keycloak, EndOfSessions ends, Clock clock) {
        this.keycloak = keycloak;
        this.ends = ends;
        this.clock = clock;
    }

    SessionResponse refresh(String refreshToken) {
        if (!JWT.matcher(refreshToken).matches()) {
            throw ApiException.of(AuthError.REFRESH_TOKEN_INVALID);
        }
        return switch (keycloak.refresh(refreshToken)) {
            case Renewal.Renewed renewed -> SessionResponse.of(renewed.tokens(), renewed.user());
            case Renewal.Invalid invalid -> throw ApiException.of(AuthError.REFRESH_TOKEN_INVALID);
            case Renewal.Expired expired -> throw ApiException.of(AuthError.REFRESH_TOKEN_EXPIRED);
            case Renewal.SessionEnded ended -> throw ApiException.of(AuthError.SESSION_REVOKED);
            case Renewal.Reused reused -> throw endSession(reused);
        };
    }

    /** Nobody can say which of the two holders is the thief, so both lose the session (RFC 9700, 4.14.2). */
    private ApiException endSession(Renewal.Reused reused) {
        ends.of(List.of(reused.holder().sessionId()), clock.instant());
        return ApiException.of(AuthError.REFRESH_TOKEN_REUSED);
    }
}
