package dev.helpdesk.token.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keycloak events as Keycloak 26.7 sends them, to be varied by a test. */
final class TestKeycloakEvents {

    static final Instant AT = Instant.parse("2026-11-23T10:15:30.400Z");
    static final Instant THIS_SECOND = Instant.parse("2026-11-23T10:15:30Z");
    static final Instant NEXT_SECOND = Instant.parse("2026-11-23T10:15:31Z");

    private final KeycloakEvent.Kind kind;
    private final String type;
    private final Map<String, String> details = new HashMap<>();
    private final Map<String, String> facts = new HashMap<>();
    private @Nullable String resourceType;
    private String resourcePath = "";
    private @Nullable String userId;
    private @Nullable String sessionId;
    private @Nullable String clientId;

    private TestKeycloakEvents(KeycloakEvent.Kind kind, String type) {
        this.kind = kind;
        this.type = type;
    }

    static TestKeycloakEvents user(String type) {
        TestKeycloakEvents event = new TestKeycloakEvents(KeycloakEvent.Kind.USER, type);
        event.userId = "ada";
        event.sessionId = "session-1";
        event.clientId = "portal";
        return event;
    }

    static TestKeycloakEvents admin(String operation, String resourceType, String resourcePath) {
        TestKeycloakEvents event = new TestKeycloakEvents(KeycloakEvent.Kind.ADMIN, operation);
        event.resourceType = resourceType;
        event.resourcePath = resourcePath;
        return event;
    }

    TestKeycloakEvents withoutSession() {
        sessionId = null;
        return this;
    }

    TestKeycloakEvents withoutUser() {
        userId = null;
        return this;
    }

    TestKeycloakEvents detail(String name, String value) {
        details.put(name, value);
        return this;
    }

    TestKeycloakEvents fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    KeycloakEvent build() {
        return new KeycloakEvent(
                "e1",
                "helpdesk",
                AT,
                kind,
                type,
                resourceType,
                resourcePath,
                userId,
                sessionId,
                clientId,
                details,
                facts);
    }
}
