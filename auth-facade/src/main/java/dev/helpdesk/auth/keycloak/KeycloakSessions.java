package dev.helpdesk.auth.keycloak;

import java.util.List;

/** The sessions Keycloak holds. Every call fails with {@code identity_unavailable} when Keycloak gives no answer of its kind. */
public interface KeycloakSessions {

    /** The ids of a user's sessions; none for a user Keycloak does not know. */
    List<String> of(String userId);

    /** Ends a session; one that is no more counts as ended. */
    void end(String sessionId);
}
