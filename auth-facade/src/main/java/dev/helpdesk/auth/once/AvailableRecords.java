package dev.helpdesk.auth.once;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;

/**
 * The records of all replicas, and while those are away the ones of this process. What was put into the latter counts until its
 * time is over, also when the former are back.
 */
final class AvailableRecords implements Records {

    private final Records shared;
    private final LocalRecords local;

    AvailableRecords(Records shared, LocalRecords local) {
        this.shared = shared;
        this.local = local;
    }

    @Override
    public Optional<Entry> take(String id, Entry claim, @Nullable Entry outdated) {
        if (outdated != null) {
            local.forget(id, outdated);
        }
        Optional<Entry> kept = local.find(id);
        if (kept.isPresent()) {
            return kept;
        }
        try {
            return shared.take(id, claim, outdated);
        } catch (QueryTimeoutException slow) {
            // Others may share records that this process cannot reach in time: to go on alone could be once too often.
            throw slow;
        } catch (DataAccessException away) {
            return local.take(id, claim, outdated);
        }
    }

    /** Fails without the shared records: that this process has none says nothing of another's claim. */
    @Override
    public Optional<Entry> find(String id) {
        Optional<Entry> kept = local.find(id);
        return kept.isPresent() ? kept : shared.find(id);
    }

    @Override
    public void renew(String id, Entry claim) {
        local.renew(id, claim);
        try {
            shared.renew(id, claim);
        } catch (DataAccessException away) {
            // The claim runs out there; nobody can claim the place for as long as Redis is away.
        }
    }

    @Override
    public void settle(String id, Entry claim, Entry outcome, Duration kept) {
        try {
            shared.settle(id, claim, outcome, kept);
            local.forget(id, claim);
        } catch (DataAccessException away) {
            local.settle(id, claim, outcome, kept);
        }
    }
}
