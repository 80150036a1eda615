package dev.helpdesk.auth.reconciliation;

import dev.helpdesk.auth.keycloak.KeycloakHistory;
import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees passwords that were set while a user was saved. Keycloak strips them from the event without a trace, but the password is as
 * old as the event. One look per user and comparison.
 */
final class SavedPasswords {

    /** How long before the event of a request its password may have been stored. */
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final KeycloakHistory history;
    private final Map<String, Optional<Instant>> known = new HashMap<>();

    SavedPasswords(KeycloakHistory history) {
        this.history = history;
    }

    List<KeycloakEvent> shownIn(List<KeycloakEvent> events) {
        return events.stream()
                .map(event -> isSavedUser(event) && setPassword(event) ? withCredentials(event) : event)
                .toList();
    }

    private static boolean isSavedUser(KeycloakEvent event) {
        return event.kind() == KeycloakEvent.Kind.ADMIN
                && event.type().equals("UPDATE")
                && "USER".equals(event.resourceType())
                && event.resourcePath().matches("users/[^/]+");
    }

    private boolean setPassword(KeycloakEvent event) {
        String userId = event.resourcePath().substring("users/".length());
        return known.computeIfAbsent(userId, history::passwordSetAt)
                .filter(set -> !set.isAfter(event.at()))
                .filter(set -> set.isAfter(event.at().minus(REQUEST)))
                .isPresent();
    }

    private static KeycloakEvent withCredentials(KeycloakEvent event) {
        Map<String, String> facts = new HashMap<>(event.facts());
        facts.put("credentials", "present");
        return new KeycloakEvent(
                event.id(),
                event.realm(),
                event.at(),
                event.kind(),
                event.type(),
                event.resourceType(),
                event.resourcePath(),
                event.userId(),
                event.sessionId(),
                event.clientId(),
                event.details(),
                facts);
    }
}
