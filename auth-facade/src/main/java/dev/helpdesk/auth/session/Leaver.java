package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.service.error.ErrorCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who logs out.
 *
 * @param userId the user
 * @param sessions the sessions of the tokens they showed, in the order in which they should end
 * @param barred why they may end nothing but those, if so: their session is over already
 */
record Leaver(String userId, Set<String> sessions, @Nullable ErrorCode barred) {

    static Leaver live(SessionHolder holder) {
        return new Leaver(holder.userId(), Set.of(holder.sessionId()), null);
    }

    static Leaver barred(SessionHolder holder, ErrorCode why) {
        return new Leaver(holder.userId(), Set.of(holder.sessionId()), why);
    }
}
