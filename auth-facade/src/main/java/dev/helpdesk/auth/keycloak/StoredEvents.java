package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Describes stored events as the listener in Keycloak describes those it hears. */
record StoredEvents(String realm, JsonMapper json) {

    KeycloakEvent of(EventRepresentation event) {
        return new KeycloakEvent(
                event.getId(),
                realm,
                Instant.ofEpochMilli(event.getTime()),
                KeycloakEvent.Kind.USER,
                event.getType(),
                null,
                "",
                event.getUserId(),
                event.getSessionId(),
                event.getClientId(),
                withoutNulls(event.getDetails()),
                Map.of());
    }

    KeycloakEvent of(AdminEventRepresentation event) {
        return new KeycloakEvent(
                event.getId(),
                realm,
                Instant.ofEpochMilli(event.getTime()),
                KeycloakEvent.Kind.ADMIN,
                event.getOperationType(),
                event.getResourceType(),
                Objects.requireNonNullElse(event.getResourcePath(), ""),
                null,
                null,
                null,
                withoutNulls(event.getDetails()),
                facts(event.getRepresentation()));
    }

    /** Reads as far as it can: a representation that is no JSON object, or a broken one, has no more facts. */
    private Map<String, String> facts(@Nullable String representation) {
        Map<String, String> facts = new HashMap<>();
        if (representation == null) {
            return facts;
        }
        try (JsonParser parser = json.createParser(representation)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readFields(parser, facts);
            }
        } catch (JacksonException broken) {
            return facts;
        }
        return facts;
    }

    private static void readFields(JsonParser parser, Map<String, String> facts) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean wanted = KeycloakEvent.FACTS.contains(name) && value != JsonToken.VALUE_NULL;
            if (value.isStructStart()) {
                boolean empty = isEmpty(parser);
                if (wanted && !empty) {
                    facts.put(name, "present");
                }
            } else if (wanted) {
                facts.put(name, parser.getString());
            }
        }
    }

    /** Reads a list or object to its end; it is empty when its end is what comes next. */
    private static boolean isEmpty(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first.isStructEnd()) {
            return true;
        }
        int depth = first.isStructStart() ? 2 : 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return false;
    }

    private static Map<String, String> withoutNulls(@Nullable Map<String, String> details) {
        Map<String, String> known = new HashMap<>();
        if (details != null) {
            details.forEach((name, value) -> {
                if (name != null && value != null) {
                    known.put(name, value);
                }
            });
        }
        return known;
    }
}
