package dev.helpdesk.auth.reconciliation;

import dev.helpdesk.auth.keycloak.KeycloakHistory;
import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.revocation.Turn;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.IdentityEventMapping;
import dev.helpdesk.token.event.KeycloakEvent;
import dev.helpdesk.token.event.LiveSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what Keycloak has stored with what stands in the log, and writes what is missing there.
 *
 * <p>Times are Keycloak's and never compared with other clocks, but for two guards: nothing older than a token can be is looked for,
 * and an event from the future does not move the point from which to go on past now.
 */
class Comparison {

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** The longest that a token may live, and some time for clocks that differ. */
    private static final Duration EVERYTHING = TokenPolicy.LONGEST_LIFE.plus(Duration.ofMinutes(6));

    private final KeycloakHistory history;
    private final IdentityLog log;
    private final ShutOuts shutOuts;
    private final ComparisonMeters meters;
    private final Clock clock;
    private final Duration grace;
    private final IdentityEventMapping mapping = new IdentityEventMapping(TokenPolicy.LONGEST_LIFE);

    /**
     * @param grace how long the listener in Keycloak may take to tell of an event by itself
     */
    Comparison(
            KeycloakHistory history,
            IdentityLog log,
            ShutOuts shutOuts,
            ComparisonMeters meters,
            Clock clock,
            Duration grace) {
        this.history = history;
        this.log = log;
        this.shutOuts = shutOuts;
        this.meters = meters;
        this.clock = clock;
        this.grace = grace;
    }

    /** Makes a stream whole that is not: everything that can concern a living token is looked for. */
    void rebuild(Turn turn) {
        Set<String> present = new HashSet<>();
        turn.forEachEntry(event -> present.add(event.id()));
        Latest latest = new Latest(clock.instant().minus(EVERYTHING));
        int before = present.size();
        read(latest.at, page -> {
            latest.see(page);
            turn.append(identityEvents(page).stream()
                    .filter(event -> present.add(event.id()))
                    .toList());
            turn.prolong();
            shutOuts.note(page);
        });
        turn.concludeWhole(latest.notAfter(clock.instant()));
        meters.rebuilt(present.size() - before);
        LOG.info("The log of identity events is whole: {} events were missing", present.size() - before);
        shutOuts.end();
    }

    /**
     * Writes what is missing since then in a stream that is whole. Needs a replica that has read the stream to its end.
     *
     * @param overlap how far to look back: a transaction may commit after others that began later
     */
    void complete(Turn turn, Instant comparedUpTo, Duration overlap) {
        Latest latest = new Latest(comparedUpTo);
        Map<String, IdentityEvent> missing = new LinkedHashMap<>();
        read(comparedUpTo.minus(overlap), page -> {
            latest.see(page);
            identityEvents(page).forEach(event -> missing.put(event.id(), event));
            missing.keySet().removeIf(log::knows);
            turn.prolong();
            shutOuts.note(page);
        });
        if (missing.isEmpty() || write(missing, turn)) {
            shutOuts.end();
            turn.conclude(latest.notAfter(clock.instant()));
        }
    }

    private void read(Instant from, Consumer<List<KeycloakEvent>> pages) {
        SavedPasswords passwords = new SavedPasswords(history);
        history.read(from, page -> pages.accept(passwords.shownIn(page)));
    }

    private boolean write(Map<String, IdentityEvent> missing, Turn turn) {
        await(grace);
        missing.keySet().removeIf(log::knows);
        if (!log.isUpToDate()) {
            // Then it says nothing that this replica does not know of an event.
            return false;
        }
        turn.append(List.copyOf(missing.values()));
        if (!missing.isEmpty()) {
            meters.completed(missing.size());
            LOG.warn(
                    "{} identity events were stored by Keycloak but not told: they are in the log now", missing.size());
        }
        return true;
    }

    private List<IdentityEvent> identityEvents(List<KeycloakEvent> page) {
        List<IdentityEvent> events = new ArrayList<>();
        page.forEach(event -> events.addAll(mapping.map(event, LiveSessions.UNKNOWN)));
        return events;
    }

    private static void await(Duration grace) {
        try {
            Thread.sleep(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time of the latest event seen. */
    private static final class Latest {

        private Instant at;

        Latest(Instant at) {
            this.at = at;
        }

        void see(List<KeycloakEvent> page) {
            for (KeycloakEvent event : page) {
                at = event.at().isAfter(at) ? event.at() : at;
            }
        }

        Instant notAfter(Instant now) {
            return at.isAfter(now) ? now : at;
        }
    }
}
