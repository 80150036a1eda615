package dev.helpdesk.auth.once;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims and outcomes by the ids of tickets. Every call may fail with Spring's {@code DataAccessException}. */
interface Records {

    /** How long a claim holds without being renewed: how long a replica that died keeps others waiting. */
    Duration LEASE = Duration.ofSeconds(5);

    /**
     * Claims the place, unless it is taken.
     *
     * @param outdated what may be overwritten if it stands there
     * @return the claim or result that stands there; empty when the claim was made
     */
    Optional<Entry> take(String id, Entry claim, @Nullable Entry outdated);

    /** What stands there. */
    Optional<Entry> find(String id);

    /** Holds the claim for another {@link #LEASE}, if it still stands. */
    void renew(String id, Entry claim);

    /** Puts the outcome in the place of the claim, unless another claimed the place since. */
    void settle(String id, Entry claim, Entry outcome, Duration kept);
}
