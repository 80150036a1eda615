package dev.helpdesk.auth.keycloak;

import java.time.Instant;
import java.util.Map;

/** What Keycloak can count. Every call fails with {@code identity_unavailable} when Keycloak gives no answer of its kind. */
public interface KeycloakFigures {

    /** The users, service accounts left out. */
    UserCount users();

    /** The sessions with at least one client. */
    long activeSessions();

    /** Logins since then, by outcome. */
    LoginCount loginsSince(Instant from);

    /** New users since then. */
    long registrationsSince(Instant from);

    /** How many users there are, how many of them may log in, have proven their address, and hold which role. */
    record UserCount(long total, long enabled, long disabled, long emailVerified, Map<String, Long> byRole) {}

    /** How many logins went well, and how many did not. */
    record LoginCount(long succeeded, long failed) {}
}
