package dev.helpdesk.token.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one Keycloak event yields and gives each entry its id. */
final class Consequences {

    /** Makes an entry once its id is known. */
    @FunctionalInterface
    private interface Entry {
        IdentityEvent with(String id, Instant at);
    }

    private final KeycloakEvent source;
    private final LiveSessions sessions;
    private final List<Entry> entries = new ArrayList<>();
    /** Kept apart and numbered last: what the listener and the event store both know gets the same ids. */
    private final List<Entry> sessionEntries = new ArrayList<>();

    Consequences(KeycloakEvent source, LiveSessions sessions) {
        this.source = source;
        this.sessions = sessions;
    }

    void sessionRevoked(String sessionId) {
        entries.add((id, at) -> new IdentityEvent.SessionRevoked(id, at, sessionId));
    }

    void tokenRevoked(String tokenId, Duration longestLife) {
        entries.add((id, at) -> new IdentityEvent.TokenRevoked(id, at, tokenId, at.plus(longestLife)));
    }

    void account(AccountChange change, String userId) {
        entries.add((id, at) -> new IdentityEvent.AccountChanged(id, at, change, userId));
    }

    /** Refuses tokens up to and with the second of the event. */
    void revokedUntilNow(TokenScope scope) {
        revokedBefore(scope, thisSecond().plusSeconds(1));
    }

    void revokedBefore(TokenScope scope, Instant before) {
        entries.add((id, at) -> new IdentityEvent.TokensRevokedBefore(id, at, scope, before));
    }

    /** Refuses the user's older tokens, those of the same second by their session as far as sessions are known. */
    void userRevokedUntilNow(String userId, @Nullable String exceptSession) {
        List<String> live = sessions.of(userId);
        TokenScope user = new TokenScope.OfUser(userId);
        if (live == null) {
            revokedUntilNow(user);
            return;
        }
        revokedBefore(user, thisSecond());
        Instant nextSecond = thisSecond().plusSeconds(1);
        for (String sessionId : live) {
            if (!sessionId.equals(exceptSession)) {
                TokenScope session = new TokenScope.OfSession(sessionId);
                sessionEntries.add((id, at) -> new IdentityEvent.TokensRevokedBefore(id, at, session, nextSecond));
            }
        }
    }

    /** Ends the sessions that were there, as far as they are known, and refuses what was issued before. */
    void userSignedOut(String userId) {
        List<String> ended = sessions.of(userId);
        TokenScope user = new TokenScope.OfUser(userId);
        if (ended == null) {
            revokedUntilNow(user);
            return;
        }
        revokedBefore(user, thisSecond());
        for (String sessionId : ended) {
            sessionEntries.add((id, at) -> new IdentityEvent.SessionRevoked(id, at, sessionId));
        }
    }

    List<IdentityEvent> events() {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(sessionEntries);
        List<IdentityEvent> events = new ArrayList<>(all.size());
        for (Entry entry : all) {
            String id = events.isEmpty() ? source.id() : source.id() + "#" + events.size();
            events.add(entry.with(id, source.at()));
        }
        return List.copyOf(events);
    }

    private Instant thisSecond() {
        return source.at().truncatedTo(ChronoUnit.SECONDS);
    }
}
