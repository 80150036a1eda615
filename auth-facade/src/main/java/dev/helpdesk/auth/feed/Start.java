package dev.helpdesk.auth.feed;

import dev.helpdesk.auth.revocation.IdentityLog;
import org.jspecify.annotations.Nullable;

/** Where a follower goes on. */
sealed interface Start {

    /** From nothing, for this reason. */
    record Anew(String reason) implements Start {}

    /**
     * Behind an entry that it knows.
     *
     * @param snapshot whether it wants the revocations in force all the same
     */
    record After(String position, boolean snapshot) implements Start {}

    /**
     * What a follower's request asks for.
     *
     * @param reached the position up to which the index holds everything: whoever knows that one has missed nothing
     * @throws org.springframework.dao.DataAccessException when Redis does not say whether there is that entry
     */
    static Start of(@Nullable String lastEventId, boolean snapshot, IdentityLog log, String reached) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new Anew("start");
        }
        boolean known = lastEventId.equals(reached)
                || (StreamPosition.parse(lastEventId).isPresent() && log.holds(lastEventId));
        return known ? new After(lastEventId, snapshot) : new Anew("unknown_position");
    }
}
