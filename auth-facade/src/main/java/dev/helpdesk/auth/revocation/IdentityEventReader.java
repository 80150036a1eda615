package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.RevocationIndex;
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

/** Reads the log into the index and notices when the log is not the one it was. Used by one thread. */
final class IdentityEventReader {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityEventReader.class);

    private final RevocationIndex index;
    private final Knowledge knowledge;
    private final Duration kept;
    private final Clock clock;
    private String position = IdentityEventLog.START;
    private boolean sawJunk;

    /**
     * @param knowledge is told how far the index can be trusted
     * @param kept how long entries matter; the writer keeps them longer
     */
    IdentityEventReader(RevocationIndex index, Knowledge knowledge, Duration kept, Clock clock) {
        this.index = index;
        this.knowledge = knowledge;
        this.kept = kept;
        this.clock = clock;
    }

    /** Takes in what is new; when all was known already, it waits a while for more. */
    void read(IdentityEventLog log) {
        boolean complete = knowledge.isComplete();
        List<StreamMessage<String, String>> entries = complete ? log.awaitAfter(position) : log.readAfter(position);
        if (!holdsItsPlace(log)) {
            startOver();
            return;
        }
        entries.forEach(this::take);
        if (entries.size() < IdentityEventLog.PAGE) {
            knowledge.upToDate();
            if (!complete) {
                reportStart();
            }
        }
    }

    private void take(StreamMessage<String, String> entry) {
        position = entry.getId();
        try {
            index.add(StreamForm.read(Objects.requireNonNullElse(entry.getBody(), Map.of())), clock.instant());
        } catch (IllegalArgumentException e) {
            if (sawJunk) {
                LOG.debug("Entry {} is no identity event: {}", position, e.getMessage());
            } else {
                LOG.warn(
                        "Entry {} is no identity event and left aside, as will be others: {}",
                        position,
                        e.getMessage());
            }
            sawJunk = true;
        }
    }

    /**
     * Whether the entry it had come to is still there. A log that was emptied, or replaced by an older copy, does not have it, even if it
     * has grown again since. An entry older than every living token may have been trimmed.
     */
    private boolean holdsItsPlace(IdentityEventLog log) {
        return position.equals(IdentityEventLog.START)
                || writtenAt(position).plus(kept).isBefore(clock.instant())
                || log.contains(position);
    }

    private static Instant writtenAt(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10));
    }

    /** What it knows stays true. What the log lost before it was read is known to Keycloak only. */
    private void startOver() {
        LOG.warn(
                "Redis lost identity events: Keycloak is asked about every token until those issued so far have expired");
        position = IdentityEventLog.START;
        knowledge.lostSomethingUntil(clock.instant().plus(kept));
    }

    private void reportStart() {
        if (position.equals(IdentityEventLog.START)) {
            LOG.debug("There are no identity events yet: nothing was revoked, or Keycloak does not tell");
        } else {
            LOG.info("All identity events are read: {} of them concern living tokens", index.size());
        }
    }
}
