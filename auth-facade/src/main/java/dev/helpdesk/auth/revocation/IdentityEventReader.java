package dev.helpdesk.auth.revocation;

import dev.helpdesk.auth.revocation.IdentityLog.Entry;
import dev.helpdesk.token.event.StreamForm;
import io.lettuce.core.StreamMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stream into the log, and trusts it for as long as it is the one it was and is marked as whole. Used by one thread. */
final class IdentityEventReader {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityEventReader.class);
    private static final Duration UNTIL_WHOLE = Duration.ofMillis(100);

    private final IdentityLog log;
    private final Knowledge knowledge;
    private final Duration patience;
    private final Duration kept;
    private final Clock clock;
    /** The mark that was there before the stream was read from its start. */
    private @Nullable String generation;
    /** From the start to the end of a stream nobody is told of its entries: all are told that it was read anew. */
    private boolean owesAWord = true;

    private boolean atTheEnd;
    private boolean wasAtTheEnd;
    private boolean trusted;
    private boolean sawJunk;

    /**
     * @param knowledge is told how far the log can be trusted
     * @param patience how long one read waits for an entry
     * @param kept how long entries matter; the writer keeps them longer
     */
    IdentityEventReader(IdentityLog log, Knowledge knowledge, Duration patience, Duration kept, Clock clock) {
        this.log = log;
        this.knowledge = knowledge;
        this.patience = patience;
        this.kept = kept;
        this.clock = clock;
    }

    /** How long a read waits at most. */
    Duration patience() {
        return patience;
    }

    /** Takes in what is new; when all was known already, it waits a while for more. */
    void read(StreamConnection stream) {
        String position = log.position();
        if (position.equals(StreamConnection.START)) {
            // First, so that what made the stream whole is surely read afterwards.
            generation = stream.marker();
        }
        List<StreamMessage<String, String>> entries = stream.read(position, pause());
        String marker = stream.marker();
        if (!holdsItsPlace(stream, position)) {
            startOver(stream, marker);
            return;
        }
        entries.forEach(this::take);
        atTheEnd = entries.size() < StreamConnection.PAGE;
        if (atTheEnd) {
            wasAtTheEnd = true;
            judge(marker);
        }
    }

    private Duration pause() {
        if (!atTheEnd) {
            return Duration.ZERO;
        }
        return knowledge.isComplete() ? patience : UNTIL_WHOLE;
    }

    /** A read failed: what was written since the last one is not known. */
    void failed() {
        distrust();
    }

    /** Nothing is read any more. */
    void stopped() {
        trusted = false;
        knowledge.distrust();
        log.tellTrust();
    }

    private void take(StreamMessage<String, String> entry) {
        String position = entry.getId();
        try {
            log.read(
                    new Entry(position, StreamForm.read(Objects.requireNonNullElse(entry.getBody(), Map.of()))),
                    wasAtTheEnd);
        } catch (IllegalArgumentException e) {
            log.moveTo(position);
            report(position, e);
        }
    }

    /** Everything is read, and this is the mark that was there afterwards. */
    private void judge(@Nullable String marker) {
        if (marker != null && marker.equals(generation)) {
            trust(marker);
            return;
        }
        distrust();
        if (marker != null) {
            // Entries of another generation may stand where this one has been already.
            restart();
        }
    }

    private void trust(String marker) {
        if (owesAWord) {
            owesAWord = false;
            log.tellRebuilt();
        }
        if (!trusted) {
            trusted = true;
            LOG.info("Identity events are known up to {} of generation {}", log.position(), marker);
        }
        knowledge.upToDate();
        log.tellTrust();
    }

    private void distrust() {
        if (trusted) {
            trusted = false;
            LOG.warn(
                    "Identity events may be missing: Keycloak is asked about every token until they are complete again");
        }
        knowledge.distrust();
        log.tellTrust();
    }

    /**
     * Whether the entry it had come to is still there. A log that was emptied, or replaced by an older copy, does not have it, even if it
     * has grown again since. An entry older than every living token may have been trimmed.
     */
    private boolean holdsItsPlace(StreamConnection stream, String position) {
        return position.equals(StreamConnection.START)
                || writtenAt(position).plus(kept).isBefore(clock.instant())
                || stream.contains(position);
    }

    private static Instant writtenAt(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10));
    }

    /** An older copy of the log may be marked as whole, which it was once. What is known stays true. */
    private void startOver(StreamConnection stream, @Nullable String marker) {
        LOG.warn("Redis lost identity events");
        distrust();
        if (marker != null && (generation == null || marker.equals(generation))) {
            stream.removeMarker(marker);
        }
        restart();
    }

    private void restart() {
        log.moveTo(StreamConnection.START);
        generation = null;
        owesAWord = true;
        atTheEnd = false;
        wasAtTheEnd = false;
    }

    private void report(String position, IllegalArgumentException reason) {
        if (sawJunk) {
            LOG.debug("Entry {} is no identity event: {}", position, reason.getMessage());
        } else {
            LOG.warn(
                    "Entry {} is no identity event and left aside, as will be others: {}",
                    position,
                    reason.getMessage());
        }
        sawJunk = true;
    }
}
