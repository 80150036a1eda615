package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.RedisWire;
import java.io.IOException;

/** Entries of the log of identity events as Keycloak's provider writes them. */
final class Log {

    private Log() {}

    /** Queues the end of a session. */
    static void endSession(RedisWire redis, String id, String session) throws IOException {
        redis.queue(
                "XADD",
                "helpdesk:identity-events",
                "*",
                "type",
                "session-revoked",
                "id",
                id,
                "at",
                Long.toString(System.currentTimeMillis()),
                "sid",
                session);
    }
}
