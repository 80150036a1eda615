package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What Keycloak stored of what happened, in the transactions in which it happened. Every call fails with
 * {@code identity_unavailable} when Keycloak gives no answer of its kind.
 */
public interface KeycloakHistory {

    /**
     * Tells all stored events that can concern tokens or accounts, in pages: user events first, then admin events, each oldest first.
     * An event may come twice.
     *
     * @param from by Keycloak's clock
     */
    void read(Instant from, Consumer<List<KeycloakEvent>> pages);

    /** What keeps the history from being complete, in words for an operator; nothing if all that matters is stored for that long. */
    List<String> shortcomings(Duration kept);

    /** When the user's password was set, if there is one. */
    Optional<Instant> passwordSetAt(String userId);

    /** The user's sessions that were there at that instant and are still. */
    List<String> sessionsBegunBefore(String userId, Instant instant);
}
