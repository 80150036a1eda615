package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

class KeycloakEventsTests {

    @Test
    void takesTheFactsAndLeavesPersonalDataOut() {
        assertThat(KeycloakEvents.facts("""
                {"username": "ada", "email": "ada@example.com", "attributes": {"enabled": ["no"], "deep": {"name": "x"}},
                 "enabled": false, "notBefore": 1795428000, "credentials": [{"type": "password"}], "name": null}"""))
                .isEqualTo(Map.of("enabled", "false", "notBefore", "1795428000", "credentials", "present"));
    }

    @Test
    void takesAnEmptyListForNone() {
        assertThat(KeycloakEvents.facts("{\"credentials\": [], \"clientId\": \"portal\"}"))
                .isEqualTo(Map.of("clientId", "portal"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "[]", "[{\"enabled\": false}]", "text", "{"})
    void findsNoFactsWhereThereIsNoObject(String representation) {
        assertThat(KeycloakEvents.facts(representation)).isEmpty();
    }

    @Test
    void keepsTheFactsInFrontOfABreak() {
        assertThat(KeycloakEvents.facts("{\"enabled\": false, \"attributes\": {\"a\": ["))
                .isEqualTo(Map.of("enabled", "false"));
    }

    @Test
    void describesAUserEvent() {
        Event event = new Event();
        event.setId("e1");
        event.setTime(1795428000123L);
        event.setType(EventType.LOGOUT);
        event.setRealmName("helpdesk");
        event.setUserId("ada");
        event.setSessionId("s1");
        event.setClientId("portal");
        Map<String, String> details = new HashMap<>();
        details.put("reason", null);
        details.put("token_id", "t1");
        event.setDetails(details);

        assertThat(KeycloakEvents.of(event))
                .isEqualTo(new KeycloakEvent(
                        "e1",
                        "helpdesk",
                        Instant.ofEpochMilli(1795428000123L),
                        KeycloakEvent.Kind.USER,
                        "LOGOUT",
                        null,
                        "",
                        "ada",
                        "s1",
                        "portal",
                        Map.of("token_id", "t1"),
                        Map.of()));
    }
}
