package dev.helpdesk.authclient.feed;

import dev.helpdesk.token.event.IdentityEvent;
import org.jspecify.annotations.Nullable;

/** What the auth service says in its feed. */
sealed interface FeedMessage {

    /** Whatever was known may be incomplete; a snapshot follows, then {@link Ready}. */
    record Reset(String reason) implements FeedMessage {}

    /** A part of the revocations in force, in the form of {@code RevocationIndex}. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Snapshot(byte[] records) implements FeedMessage {}

    /** Everything up to this position was told. */
    record Ready(String position) implements FeedMessage {}

    /**
     * An entry of the log.
     *
     * @param event what it says, or null when it cannot be read
     */
    record Entry(String position, @Nullable IdentityEvent event) implements FeedMessage {}

    /**
     * The auth service knows of everything.
     *
     * @param keys the ids of the keys it accepts tokens by
     */
    record Heartbeat(String keys) implements FeedMessage {}

    /** The auth service may have missed something. */
    record Distrust() implements FeedMessage {}

    /** Something that followers of today do not know. */
    record Unknown() implements FeedMessage {}
}
