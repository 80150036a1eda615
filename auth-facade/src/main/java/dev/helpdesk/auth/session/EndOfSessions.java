package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * Ends sessions for good: on record, so that no access token of theirs is accepted, and in Keycloak, so that nothing can be
 * refreshed.
 *
 * <p>The record comes first. Whatever fails after it, the caller is not told that it is done, the sessions are still Keycloak's, and
 * the same call again finds and ends them. The other way round a session could be gone from Keycloak, where nobody would find it
 * again, with its access token alive.
 */
@Component
class EndOfSessions {

    private final KeycloakSessions keycloak;
    private final RevokedSessions revoked;

    EndOfSessions(KeycloakSessions keycloak, RevokedSessions revoked) {
        this.keycloak = keycloak;
        this.revoked = revoked;
    }

    void of(Collection<String> sessionIds, Instant requestedAt) {
        revoked.add(sessionIds, requestedAt);
        sessionIds.forEach(keycloak::end);
    }
}
