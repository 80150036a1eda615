package dev.helpdesk.auth.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.helpdesk.auth.keycloak.KeycloakFigures.LoginCount;
import dev.helpdesk.auth.keycloak.KeycloakFigures.UserCount;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.time.Instant;

/** The figures of this service, counted at one instant. */
record AuthStats(
        UserCount users,
        Sessions sessions,
        Logins logins,
        Registrations registrations,
        Revocations revocations,
        Instant asOf) {

    record Sessions(long active) {}

    record Logins(LoginCount last24h) {}

    record Registrations(long last24h, long last7d) {}

    record Revocations(
            long active,
            @JsonInclude(JsonInclude.Include.ALWAYS) RevokedSessions.Propagation propagationMs) {}
}
