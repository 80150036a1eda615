package dev.helpdesk.token.event;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Says what a Keycloak event means for tokens and accounts. Pure: the same event gives the same answer, whoever asks.
 *
 * <p>Only the live listener knows the sessions a user had; who reads stored events later passes
 * {@link LiveSessions#UNKNOWN} and gets the same ids with a bound that is up to a second stricter.
 */
public final class IdentityEventMapping {

    /** The types of user events that can yield anything. */
    public static final Set<String> USER_EVENT_TYPES = Set.of(
            "LOGOUT",
            "USER_SESSION_DELETED",
            "REVOKE_GRANT",
            "REFRESH_TOKEN_ERROR",
            "UPDATE_CREDENTIAL",
            "USER_DISABLED_BY_PERMANENT_LOCKOUT",
            "DELETE_ACCOUNT",
            "REGISTER",
            "UPDATE_PROFILE",
            "UPDATE_EMAIL",
            "VERIFY_EMAIL",
            "VERIFY_PROFILE");

    /** What admin events that can yield anything are about. */
    public static final Set<String> ADMIN_RESOURCE_TYPES = Set.of(
            "USER",
            "USER_SESSION",
            "GROUP_MEMBERSHIP",
            "REALM_ROLE_MAPPING",
            "CLIENT_ROLE_MAPPING",
            "REALM_ROLE",
            "CLIENT_ROLE",
            "GROUP",
            "CLIENT",
            "REALM");

    private final Duration longestTokenLife;

    /**
     * Makes a mapping.
     *
     * @param longestTokenLife how long an access token can live: Keycloak's revocation event does not tell the expiry
     */
    public IdentityEventMapping(Duration longestTokenLife) {
        this.longestTokenLife = longestTokenLife;
    }

    /** The identity events that a Keycloak event yields, in the order in which they belong in the log; often none. */
    public List<IdentityEvent> map(KeycloakEvent event, LiveSessions sessions) {
        Consequences consequences = new Consequences(event, sessions);
        switch (event.kind()) {
            case USER -> new UserEventMapping(event, consequences, longestTokenLife).map();
            case ADMIN -> new AdminEventMapping(event, consequences).map();
        }
        return consequences.events();
    }
}
