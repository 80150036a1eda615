package dev.helpdesk.keycloak.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.helpdesk.token.event.KeycloakEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

/** Describes Keycloak's event objects in neutral terms. */
final class KeycloakEvents {

    private static final JsonFactory JSON = new JsonFactory();

    private KeycloakEvents() {}

    static KeycloakEvent of(Event event) {
        return new KeycloakEvent(
                event.getId(),
                event.getRealmName(),
                Instant.ofEpochMilli(event.getTime()),
                KeycloakEvent.Kind.USER,
                event.getType().name(),
                null,
                "",
                event.getUserId(),
                event.getSessionId(),
                event.getClientId(),
                withoutNulls(event.getDetails()),
                Map.of());
    }

    static KeycloakEvent of(AdminEvent event, NewPasswords passwords) {
        String path = Objects.requireNonNullElse(event.getResourcePath(), "");
        Map<String, String> facts = facts(event.getRepresentation());
        if (event.getOperationType() == OperationType.UPDATE
                && path.matches("users/[^/]+")
                && passwords.setFor(path.substring("users/".length()))) {
            facts.put("credentials", "present");
        }
        return new KeycloakEvent(
                event.getId(),
                event.getRealmName(),
                Instant.ofEpochMilli(event.getTime()),
                KeycloakEvent.Kind.ADMIN,
                event.getOperationType().name(),
                event.getResourceTypeAsString(),
                path,
                null,
                null,
                null,
                withoutNulls(event.getDetails()),
                facts);
    }

    /** Reads as far as it can: a representation that is no JSON object, or a broken one, has no more facts. */
    static Map<String, String> facts(@Nullable String representation) {
        Map<String, String> facts = new HashMap<>();
        if (representation == null) {
            return facts;
        }
        try (JsonParser json = JSON.createParser(representation)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                readFields(json, facts);
            }
        } catch (IOException broken) {
            return facts;
        }
        return facts;
    }

    private static void readFields(JsonParser json, Map<String, String> facts) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            boolean wanted = KeycloakEvent.FACTS.contains(name) && value != JsonToken.VALUE_NULL;
            if (value.isStructStart()) {
                boolean empty = isEmpty(json);
                if (wanted && !empty) {
                    facts.put(name, "present");
                }
            } else if (wanted) {
                facts.put(name, json.getText());
            }
        }
    }

    /** Reads a list or object to its end. */
    private static boolean isEmpty(JsonParser json) throws IOException {
        int depth = 1;
        boolean empty = true;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new IOException("unexpected end");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            empty &= depth == 0;
        }
        return empty;
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
