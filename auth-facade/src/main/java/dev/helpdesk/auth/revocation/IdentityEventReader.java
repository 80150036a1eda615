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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stream into the log and notices when the stream is not the one it was. Used by one thread. */
final class IdentityEventReader {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityEventReader.class);

    private final IdentityLog log;
    private final Knowledge knowledge;
    private final Duration kept;
    private final Clock clock;
    /** From the start to the end of a stream nobody is told of: what an entry was before cannot be known. */
    private boolean catchingUp = true;

    private boolean sawJunk;

    /**
     * @param knowledge is told how far the log can be trusted
     * @param kept how long entries matter; the writer keeps them longer
     */
    IdentityEventReader(IdentityLog log, Knowledge knowledge, Duration kept, Clock clock) {
        this.log = log;
        this.knowledge = knowledge;
        this.kept = kept;
        this.clock = clock;
    }

    /** Takes in what is new; when all was known already, it waits a while for more. */
    void read(StreamConnection stream) {
        String position = log.position();
        List<StreamMessage<String, String>> entries =
                knowledge.isComplete() ? stream.awaitAfter(position) : stream.readAfter(position);
        if (!holdsItsPlace(stream, position)) {
            startOver();
            return;
        }
        entries.forEach(this::take);
        if (entries.size() < StreamConnection.PAGE) {
            reachedTheEnd();
        }
    }

    /** A read failed: what was written since the last one is not known. */
    void failed() {
        knowledge.distrust();
        log.tellTrust();
    }

    private void take(StreamMessage<String, String> entry) {
        String position = entry.getId();
        try {
            log.read(
                    new Entry(position, StreamForm.read(Objects.requireNonNullElse(entry.getBody(), Map.of()))),
                    !catchingUp);
        } catch (IllegalArgumentException e) {
            log.moveTo(position);
            report(position, e);
        }
    }

    private void reachedTheEnd() {
        if (catchingUp) {
            catchingUp = false;
            LOG.info("All identity events are read, up to {}", log.position());
            log.tellRebuilt();
        }
        knowledge.upToDate();
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

    /** What it knows stays true. What the log lost before it was read is known to Keycloak only. */
    private void startOver() {
        LOG.warn(
                "Redis lost identity events: Keycloak is asked about every token until those issued so far have expired");
        log.moveTo(StreamConnection.START);
        catchingUp = true;
        knowledge.lostSomethingUntil(clock.instant().plus(kept));
        log.tellTrust();
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
