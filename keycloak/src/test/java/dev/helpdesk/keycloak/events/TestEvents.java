package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Identity events for the tests of what carries them. */
final class TestEvents {

    private TestEvents() {}

    static IdentityEvent session(String id, String sessionId) {
        return new IdentityEvent.SessionRevoked(id, Instant.ofEpochMilli(1795428000123L), sessionId);
    }

    static List<IdentityEvent> sessions(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> session("e" + number, "s" + number))
                .toList();
    }
}
