package dev.helpdesk.auth.revocation;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The sessions that were ended while tokens of theirs had time left. */
public interface RevokedSessions {

    /**
     * From when this returns, no token of these sessions is accepted any more.
     *
     * @param sessionIds the sessions, which Keycloak is about to end
     * @param requestedAt when their end was asked for
     */
    void add(Collection<String> sessionIds, Instant requestedAt);

    /** Whether this session is known to have ended. */
    boolean contains(String sessionId);

    /** Whether it can be told at the moment which sessions and tokens were revoked. */
    boolean areKnown();

    /**
     * How many revocations concern living tokens: ended sessions, revoked tokens, and the bounds that refuse older tokens of a session,
     * a user, a client or all.
     */
    long active();

    /** How long it took from an event until this replica knew of it. */
    Propagation propagation();

    /** Milliseconds, of the latest events; unknown until there was one. */
    record Propagation(@Nullable Long p50, @Nullable Long p99) {}
}
