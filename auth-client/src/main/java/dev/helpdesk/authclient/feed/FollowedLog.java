package dev.helpdesk.authclient.feed;

import dev.helpdesk.token.event.RevocationIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What this service has learnt from the feed so far, over all connections. Written by one thread. */
final class FollowedLog {

    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final RevocationIndex index;
    private final Freshness freshness;
    private final Listeners listeners;
    private final LongSupplier nanos;
    private final Runnable keysChanged;
    private @Nullable String position;
    private @Nullable String keys;
    private long tidied;

    FollowedLog(
            RevocationIndex index, Freshness freshness, Listeners listeners, LongSupplier nanos, Runnable keysChanged) {
        this.index = index;
        this.freshness = freshness;
        this.listeners = listeners;
        this.nanos = nanos;
        this.keysChanged = keysChanged;
        this.tidied = nanos.getAsLong();
    }

    /** From where a new connection has to go on. */
    FeedSource.From resumeFrom() {
        if (position != null) {
            return new FeedSource.From(position, false);
        }
        String stored = freshness.everReady() ? null : listeners.position();
        return new FeedSource.From(stored, stored != null);
    }

    void forgetPosition() {
        position = null;
    }

    void reached(String newPosition) {
        position = newPosition;
    }

    void keys(String published) {
        if (keys != null && !keys.equals(published)) {
            keysChanged.run();
        }
        keys = published;
    }

    RevocationIndex index() {
        return index;
    }

    Freshness freshness() {
        return freshness;
    }

    Listeners listeners() {
        return listeners;
    }

    void tidy() {
        if (nanos.getAsLong() - tidied > TIDY_EVERY.toNanos()) {
            index.forgetExpired(Instant.now());
            tidied = nanos.getAsLong();
        }
    }
}
