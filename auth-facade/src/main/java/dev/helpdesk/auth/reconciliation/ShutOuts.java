package dev.helpdesk.auth.reconciliation;

import dev.helpdesk.auth.keycloak.KeycloakHistory;
import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the sessions of users whose password an administrator set or who were disabled: Keycloak leaves them, and with them the
 * refresh tokens. Only those that were there at that time, so that doing it again does no harm. Used by one thread.
 */
class ShutOuts {

    private static final Logger LOG = LoggerFactory.getLogger(ShutOuts.class);
    private static final Pattern USER = Pattern.compile("users/(?<id>[^/]+)(?<part>/reset-password)?");
    private static final int MOST_REMEMBERED = 10_000;

    private final KeycloakHistory history;
    private final KeycloakSessions sessions;
    private final RevokedSessions revoked;
    private final ComparisonMeters meters;
    private final Map<String, ShutOut> open = new LinkedHashMap<>();
    private final Set<String> done = new LinkedHashSet<>();

    ShutOuts(KeycloakHistory history, KeycloakSessions sessions, RevokedSessions revoked, ComparisonMeters meters) {
        this.history = history;
        this.sessions = sessions;
        this.revoked = revoked;
        this.meters = meters;
    }

    private record ShutOut(String userId, Instant at) {}

    /** Takes note of who was shut out by these events. */
    void note(List<KeycloakEvent> events) {
        for (KeycloakEvent event : events) {
            if (!done.contains(event.id())) {
                userShutOutBy(event).ifPresent(user -> open.put(event.id(), new ShutOut(user, event.at())));
            }
        }
    }

    /** Ends what is to end. What Keycloak gives no answer to is left, and comes last the next time. */
    void end() {
        for (Map.Entry<String, ShutOut> entry : List.copyOf(open.entrySet())) {
            open.remove(entry.getKey());
            try {
                end(entry.getValue());
                remember(entry.getKey());
            } catch (ApiException e) {
                open.put(entry.getKey(), entry.getValue());
                LOG.debug("The sessions of a user who was shut out are not ended yet", e);
                return;
            }
        }
    }

    private void end(ShutOut shutOut) {
        for (String sessionId : history.sessionsBegunBefore(shutOut.userId(), shutOut.at())) {
            // On record first, as with every end of a session.
            revoked.add(List.of(sessionId), shutOut.at());
            sessions.end(sessionId);
            meters.ended();
        }
    }

    private void remember(String eventId) {
        done.add(eventId);
        if (done.size() > MOST_REMEMBERED) {
            Iterator<String> oldest = done.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static Optional<String> userShutOutBy(KeycloakEvent event) {
        return switch (event.kind()) {
            case USER ->
                event.type().equals("USER_DISABLED_BY_PERMANENT_LOCKOUT")
                        ? Optional.ofNullable(event.userId())
                        : Optional.empty();
            case ADMIN -> userShutOutByAdmin(event);
        };
    }

    private static Optional<String> userShutOutByAdmin(KeycloakEvent event) {
        Matcher path = USER.matcher(event.resourcePath());
        if (!"USER".equals(event.resourceType()) || !path.matches()) {
            return Optional.empty();
        }
        boolean disabled = "false".equals(event.facts().get("enabled"));
        boolean gotPassword = event.facts().containsKey("credentials");
        boolean shutOut = path.group("part") != null || (event.type().equals("UPDATE") && (disabled || gotPassword));
        return shutOut ? Optional.of(path.group("id")) : Optional.empty();
    }
}
