package dev.helpdesk.auth.revocation;

import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Who looks after the stream, and when: replicas take turns by what stands in Redis. A stream that takes no entries cannot say what
 * happens, so this replica trusts it no more until somebody was able to write again. Every call throws Spring's
 * {@code DataAccessException} when Redis gives no answer.
 */
public class LogUpkeep {

    /** How long somebody may hold the turn without a sign of life. */
    static final Duration TURN = Duration.ofSeconds(15);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final StringRedisTemplate redis;
    private final StoredLog stored;
    private final Knowledge knowledge;
    private volatile long wellAt = System.nanoTime();

    LogUpkeep(StringRedisTemplate redis, StoredLog stored, Knowledge knowledge) {
        this.redis = redis;
        this.stored = stored;
        this.knowledge = knowledge;
    }

    /** Whether the stream is not whole, or was not compared with Keycloak's stored events for a while. */
    public boolean isDue() {
        List<String> state = watched(() -> redis.opsForValue().multiGet(List.of(LogKeys.MARKER, LogKeys.COMPARED)));
        boolean due = state == null || state.contains(null);
        if (!due) {
            well();
        }
        return due;
    }

    /** The turn, unless somebody else has it. */
    public Optional<Turn> begin() {
        String value = UUID.randomUUID() + ":0";
        boolean mine = Boolean.TRUE.equals(watched(() -> redis.opsForValue().setIfAbsent(LogKeys.TURN, value, TURN)));
        wellAt = System.nanoTime();
        return mine ? Optional.of(new Turn(redis, stored, value, this::well)) : Optional.empty();
    }

    private void well() {
        wellAt = System.nanoTime();
        knowledge.silenced(false);
    }

    private <T extends @Nullable Object> T watched(Supplier<T> command) {
        try {
            return command.get();
        } catch (DataAccessException e) {
            if (isRefusal(e) || System.nanoTime() - wellAt > LONGEST_SILENCE.toNanos()) {
                knowledge.silenced(true);
            }
            throw e;
        }
    }

    /** Redis answers that it will not: out of memory or disk, or a replica that only reads. */
    private static boolean isRefusal(DataAccessException e) {
        return e.getCause() instanceof RedisCommandExecutionException;
    }
}
