package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * One replica's turn at looking after the stream. Each step changes its value in Redis, after what was written in that step: whoever
 * lost the turn, or whose writes a failover lost, finds another value there and cannot conclude. Every call throws Spring's
 * {@code DataAccessException} when Redis gives no answer.
 */
public final class Turn implements AutoCloseable {

    private static final RedisScript<Boolean> PROLONG = new DefaultRedisScript<>(LogKeys.PROLONG, Boolean.class);
    private static final RedisScript<Boolean> CONCLUDE = new DefaultRedisScript<>(LogKeys.CONCLUDE, Boolean.class);
    private static final RedisScript<Boolean> RELEASE =
            new DefaultRedisScript<>(LogKeys.DELETE_IF_EQUAL, Boolean.class);

    /** With the time that a comparison takes: every 5 s. */
    private static final Duration COMPARED_FOR = Duration.ofMillis(4500);

    private static final int CHUNK = 100;

    private final StringRedisTemplate redis;
    private final StoredLog stored;
    private final Runnable concluded;
    private final String owner;
    private String value;
    private int step;

    Turn(StringRedisTemplate redis, StoredLog stored, String value, Runnable concluded) {
        this.redis = redis;
        this.stored = stored;
        this.value = value;
        this.owner = value.substring(0, value.indexOf(':'));
        this.concluded = concluded;
    }

    /** Somebody else has the turn by now, or Redis is not the one it was. */
    public static final class LostException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        LostException() {
            super("the turn at the log of identity events was lost");
        }
    }

    /** Up to when Keycloak's events were compared; nothing for a stream that is not whole. */
    public Optional<Instant> comparedUpTo() {
        List<@Nullable String> state = redis.opsForValue().multiGet(List.of(LogKeys.MARKER, LogKeys.CURSOR));
        String cursor = state == null || state.get(0) == null ? null : state.get(1);
        return Optional.ofNullable(cursor).map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    /** The ids of all events in the stream, told in pages. */
    public void forEachEntry(Consumer<IdentityEvent> reader) {
        String position = StreamConnection.START;
        List<IdentityLog.Entry> page;
        do {
            page = stored.entries(position, StreamConnection.PAGE);
            for (IdentityLog.Entry entry : page) {
                reader.accept(entry.event());
                position = entry.position();
            }
            prolong();
        } while (!page.isEmpty());
    }

    /** Writes events that the stream misses. */
    public void append(List<IdentityEvent> events) {
        for (int from = 0; from < events.size(); from += CHUNK) {
            stored.append(events.subList(from, Math.min(from + CHUNK, events.size())));
            prolong();
        }
    }

    /** Asks for more time. */
    public void prolong() {
        String next = owner + ":" + ++step;
        require(redis.execute(PROLONG, List.of(LogKeys.TURN), value, next, Long.toString(LogUpkeep.TURN.toMillis())));
        value = next;
    }

    /** The stream holds all that was stored up to then. */
    public void conclude(Instant comparedUpTo) {
        conclude(comparedUpTo, "");
    }

    /** The same, and the stream is whole from now on. */
    public void concludeWhole(Instant comparedUpTo) {
        conclude(comparedUpTo, UUID.randomUUID().toString());
    }

    private void conclude(Instant comparedUpTo, String generation) {
        require(redis.execute(
                CONCLUDE,
                List.of(LogKeys.TURN, LogKeys.CURSOR, LogKeys.COMPARED, LogKeys.MARKER),
                value,
                Long.toString(comparedUpTo.toEpochMilli()),
                Long.toString(COMPARED_FOR.toMillis()),
                generation));
        concluded.run();
    }

    private static void require(@Nullable Boolean done) {
        if (!Boolean.TRUE.equals(done)) {
            throw new LostException();
        }
    }

    @Override
    public void close() {
        redis.execute(RELEASE, List.of(LogKeys.TURN), value);
    }
}
