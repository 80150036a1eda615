package dev.helpdesk.token.event;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak user or admin event as far as it matters here, the same whether it was heard inside Keycloak or read
 * from its event store over REST.
 *
 * @param id Keycloak's id of the event
 * @param realm the name of the realm it happened in
 * @param at when it happened
 * @param kind which of Keycloak's two kinds of event it is
 * @param type the event type of a user event, the operation type of an admin event
 * @param resourceType what an admin event is about; null for a user event
 * @param resourcePath the resource's path below the realm; empty for a user event or when an admin event has none
 * @param userId whom a user event is about; null for an admin event
 * @param sessionId the session of a user event, if it has one
 * @param clientId the client of a user event, if it has one
 * @param details Keycloak's details of the event
 * @param facts those top-level values of an admin event's representation that are listed in {@link #FACTS}
 */
public record KeycloakEvent(
        String id,
        String realm,
        Instant at,
        Kind kind,
        String type,
        @Nullable String resourceType,
        String resourcePath,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String clientId,
        Map<String, String> details,
        Map<String, String> facts) {

    /**
     * What is read of a representation, and no more, so that no personal data is carried along. A scalar is given as
     * its text, a list or an object as {@code present} unless it is empty.
     */
    public static final Set<String> FACTS =
            Set.of("enabled", "notBefore", "clientId", "credentials", "name", "offline");

    /** Keycloak's two kinds of event. */
    public enum Kind {
        /** What a user did, or what was done to them while they did it. */
        USER,
        /** What was changed through the admin console or the admin API. */
        ADMIN
    }

    public KeycloakEvent {
        details = Map.copyOf(details);
        facts = Map.copyOf(facts);
    }
}
