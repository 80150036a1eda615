package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.StreamForm;

/** What stands beside the stream in Redis, and how it is changed without touching what somebody else wrote. */
final class LogKeys {

    /** Says that the stream lacks nothing; its value names the stream's generation. */
    static final String MARKER = StreamForm.STREAM + ":whole";

    /** Whose turn it is to look after the stream. */
    static final String TURN = StreamForm.STREAM + ":turn";

    /** Up to when Keycloak's stored events were compared with the stream, by Keycloak's clock. */
    static final String CURSOR = StreamForm.STREAM + ":cursor";

    /** There for as long as nobody needs to compare again. */
    static final String COMPARED = StreamForm.STREAM + ":compared";

    static final String DELETE_IF_EQUAL =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    /** Keys: turn. Arguments: its value, its next value, its time in ms. */
    static final String PROLONG = """
            if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
            return 1""";

    /** Keys: turn, cursor, compared, marker. Arguments: value of the turn, cursor, time of compared in ms, generation or nothing. */
    static final String CONCLUDE = """
            if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('set', KEYS[2], ARGV[2])
            redis.call('set', KEYS[3], '1', 'px', ARGV[3])
            if ARGV[4] ~= '' then redis.call('set', KEYS[4], ARGV[4], 'nx') end
            return 1""";

    private LogKeys() {}
}
