package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.RevocationIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of identity events as far as this replica has read it into its index, and who listens to the rest. */
public class IdentityLog {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityLog.class);

    private final RevocationIndex index;
    private final Knowledge knowledge;
    private final StoredLog stored;
    private final Clock clock;
    private final LogMeters meters;
    private final RecentIds recent = new RecentIds();
    private final Set<LogListener> listeners = new LinkedHashSet<>();
    private String position = StreamConnection.START;
    private boolean whole;

    IdentityLog(RevocationIndex index, Knowledge knowledge, StoredLog stored, Clock clock, LogMeters meters) {
        this.index = index;
        this.knowledge = knowledge;
        this.stored = stored;
        this.clock = clock;
        this.meters = meters;
    }

    /** One entry of the log and its id in the stream. */
    public record Entry(String position, IdentityEvent event) {}

    /** Where a listener came in. */
    public final class Registration implements AutoCloseable {

        private final LogListener listener;
        private final String since;
        private final boolean wholeThen;

        private Registration(LogListener listener) {
            this.listener = listener;
            this.since = position;
            this.wholeThen = whole;
        }

        /** The index holds everything up to this position; the listener is told of all that follows. */
        public String position() {
            return since;
        }

        /** Whether the index could be trusted then; the listener is told when that changes. */
        public boolean whole() {
            return wholeThen;
        }

        /** Tells the listener nothing more. */
        @Override
        public void close() {
            synchronized (IdentityLog.this) {
                listeners.remove(listener);
            }
        }
    }

    /** Tells a listener of all that is read from now on. */
    public synchronized Registration follow(LogListener listener) {
        tellTrust();
        listeners.add(listener);
        return new Registration(listener);
    }

    /**
     * Reads entries from Redis once more, for who missed them; leaves aside what is no identity event.
     *
     * @param after the position behind which to begin
     * @param limit how many at most; fewer are all there are
     * @throws org.springframework.dao.DataAccessException when Redis gives no answer
     */
    public List<Entry> entries(String after, int limit) {
        return stored.entries(after, limit);
    }

    /**
     * Whether the entry at this position is still in the stream.
     *
     * @throws org.springframework.dao.DataAccessException when Redis gives no answer
     */
    public boolean holds(String position) {
        return stored.holds(position);
    }

    /** Whether the index holds everything that concerns a living token. */
    public boolean isWhole() {
        return knowledge.isWhole();
    }

    /** Whether the stream was read to its end, though nobody may be able to write to it. */
    public boolean isUpToDate() {
        return knowledge.isUpToDate();
    }

    /** Whether an event of this id stands in the log, as far as it was read; of old events it may be forgotten that they do. */
    public synchronized boolean knows(String eventId) {
        return recent.contains(eventId);
    }

    synchronized String position() {
        return position;
    }

    /** Takes an entry in. */
    synchronized void read(Entry entry, boolean told) {
        position = entry.position();
        Instant now = clock.instant();
        index.add(entry.event(), now);
        recent.add(entry.event().id());
        if (told) {
            meters.applied(Duration.between(entry.event().at(), now));
            tell(listener -> listener.appended(entry.position(), entry.event()));
        }
    }

    /** Passes over what is no identity event, or goes back to the start. */
    synchronized void moveTo(String newPosition) {
        position = newPosition;
        if (newPosition.equals(StreamConnection.START)) {
            recent.clear();
        }
    }

    synchronized void tellRebuilt() {
        tell(LogListener::rebuilt);
    }

    /** Tells the listeners when what is known became trustworthy or stopped being so, which it also does by its age. */
    synchronized void tellTrust() {
        boolean now = knowledge.isWhole();
        if (now != whole) {
            whole = now;
            tell(listener -> listener.trusted(now));
        }
    }

    private void tell(Consumer<LogListener> message) {
        for (LogListener listener : new ArrayList<>(listeners)) {
            try {
                message.accept(listener);
            } catch (RuntimeException e) {
                // A defect, and no reason to leave the others and the index without the entry.
                LOG.error("A listener failed", e);
            }
        }
    }
}
