package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.guard.Limits;
import java.time.Duration;

/**
 * What stands before Keycloak, by purpose: none takes another's places.
 *
 * @param logins whatever makes Keycloak hash a password, which is by far its most expensive work
 * @param sessions what goes on with a session or ends it
 * @param introspections questions about access tokens, while nobody else can answer them
 * @param lookUps questions of the admin API
 * @param history questions about what happened, which nobody waits for
 */
record KeycloakGuards(Guard logins, Guard sessions, Guard introspections, Guard lookUps, Guard history) {

    /** One comparison at a time, and one that was given up and has not come back yet. */
    static final int HISTORY_AT_ONCE = 2;

    static KeycloakGuards of(GuardedServer keycloak, KeycloakProperties properties) {
        KeycloakProperties.Limit limit = properties.limit();
        Duration patience = properties.timeout().read();
        Duration introspection = properties.timeout().introspection();
        return new KeycloakGuards(
                keycloak.guard("logins", new Limits(limit.loginsAtOnce(), limit.queue(), patience)),
                keycloak.guard("sessions", new Limits(limit.sessions(), limit.queue(), patience)),
                // The time in the queue is part of the time that a caller waits.
                keycloak.guard(
                        "introspections",
                        new Limits(
                                limit.introspections(),
                                introspection.dividedBy(4),
                                introspection.multipliedBy(3).dividedBy(4))),
                keycloak.guard("look-ups", new Limits(properties.connections(), limit.queue(), patience)),
                keycloak.guard("history", new Limits(HISTORY_AT_ONCE, limit.queue(), patience)));
    }
}
