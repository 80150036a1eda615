package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a Keycloak has stored, as a test says. */
public final class FakeHistory implements KeycloakHistory {

    private final List<KeycloakEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> passwords = new ConcurrentHashMap<>();
    private final Map<String, List<String>> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean down;

    /** Forgets everything and serves. */
    public void reset() {
        events.clear();
        passwords.clear();
        sessions.clear();
        down = false;
    }

    /** Gives no answer until {@link #comeBack}. */
    public void goDown() {
        down = true;
    }

    /** Serves again. */
    public void comeBack() {
        down = false;
    }

    /** Stores what a user did. */
    public void storeUserEvent(String id, String type, Instant at, String userId, String sessionId) {
        events.add(new KeycloakEvent(
                id,
                "helpdesk",
                at,
                KeycloakEvent.Kind.USER,
                type,
                null,
                "",
                userId,
                sessionId,
                "portal",
                Map.of(),
                Map.of()));
    }

    /** Stores what was done to users through the admin API. */
    public void storeAdminEvent(String id, String type, Instant at, String path, Map<String, String> facts) {
        String resource = path.startsWith("sessions/") ? "USER_SESSION" : "USER";
        events.add(new KeycloakEvent(
                id, "helpdesk", at, KeycloakEvent.Kind.ADMIN, type, resource, path, null, null, null, Map.of(), facts));
    }

    /** Gives a user a password. */
    public void setPassword(String userId, Instant at) {
        passwords.put(userId, at);
    }

    /** Gives a user sessions that have been there for long. */
    public void beginSessions(String userId, String... sessionIds) {
        sessions.put(userId, List.of(sessionIds));
    }

    /** How often it was read from the start to the end. */
    public int reads() {
        return reads.get();
    }

    @Override
    public void read(Instant from, Consumer<List<KeycloakEvent>> pages) {
        answer();
        for (KeycloakEvent.Kind kind : KeycloakEvent.Kind.values()) {
            pages.accept(events.stream()
                    .filter(event -> event.kind() == kind && !event.at().isBefore(from))
                    .toList());
        }
        reads.incrementAndGet();
    }

    @Override
    public List<String> shortcomings(Duration kept) {
        answer();
        return List.of();
    }

    @Override
    public Optional<Instant> passwordSetAt(String userId) {
        answer();
        return Optional.ofNullable(passwords.get(userId));
    }

    @Override
    public List<String> sessionsBegunBefore(String userId, Instant instant) {
        answer();
        return sessions.getOrDefault(userId, List.of());
    }

    private void answer() {
        if (down) {
            throw Unavailable.because(new IllegalStateException("down"));
        }
    }
}
