package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ends sessions for good: on record, so that no access token of theirs is accepted, and in Keycloak, so that nothing can be
 * refreshed.
 *
 * <p>One after the other, and of each the record comes first: the other way round a session could be gone from Keycloak, where nobody
 * would find it again, with its access token alive. Whatever fails, the caller is not told that it is done, and what is left is
 * still Keycloak's. The caller's own session comes last, so that the same call again is let in and finds the rest.
 */
@Component
class EndOfSessions {

    private final KeycloakSessions keycloak;
    private final KeycloakTokens tokens;
    private final RevokedSessions revoked;

    EndOfSessions(KeycloakSessions keycloak, KeycloakTokens tokens, RevokedSessions revoked) {
        this.keycloak = keycloak;
        this.tokens = tokens;
        this.revoked = revoked;
    }

    /**
     * Ends the session of a refresh token that has had its time. Keycloak judges such a token in no other way than by ending its
     * session; so the record follows, and if that fails, the same token ends the session once more.
     *
     * @return whose session it was; nobody's for a token that is not genuine
     */
    Optional<SessionHolder> ofSpentToken(String refreshToken, Instant requestedAt) {
        Optional<SessionHolder> holder = tokens.endSessionOf(refreshToken);
        holder.ifPresent(ended -> revoked.add(List.of(ended.sessionId()), requestedAt));
        return holder;
    }

    /** Ends these, in their order. */
    void of(Collection<String> sessionIds, Instant requestedAt) {
        for (String sessionId : sessionIds) {
            revoked.add(List.of(sessionId), requestedAt);
            keycloak.end(sessionId);
        }
    }
}
