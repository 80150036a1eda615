package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.ErrorCode;
import dev.helpdesk.token.BearerToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sessions that end because their user says so. */
@Service
class Logouts {

    private final Leavers leavers;
    private final KeycloakSessions keycloak;
    private final EndOfSessions ends;
    private final Clock clock;

    Logouts(Leavers leavers, KeycloakSessions keycloak, EndOfSessions ends, Clock clock) {
        this.leavers = leavers;
        this.keycloak = keycloak;
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * Asks Keycloak before anything changes, so that nothing is half done while it is away. Only a spent refresh token ends its session
     * at once: nothing else tells whether it is genuine.
     */
    void logOut(@Nullable BearerToken bearer, LogoutRequest request) {
        Instant requestedAt = clock.instant();
        Leaver leaver = leavers.identify(bearer, request.refreshToken(), requestedAt);
        Collection<String> open = keycloak.of(leaver.userId());
        Set<String> chosen = Scope.of(request.scope()).choose(leaver.sessions(), open);
        ErrorCode barred = leaver.barred();
        if (barred != null && !leaver.sessions().containsAll(chosen)) {
            throw ApiException.of(barred);
        }
        ends.of(chosen, requestedAt);
    }
}
