package dev.helpdesk.auth.revocation;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.stereotype.Component;

/**
 * The ended sessions in Redis: one sorted set, scored by the instant at which the last token of a session has expired. Every call
 * throws Spring's {@code DataAccessException} when Redis gives no answer.
 */
@Component
class RevocationSet {

    static final String KEY = "helpdesk:revoked-sessions";

    private final StringRedisTemplate redis;

    RevocationSet(StringRedisTemplate redis) {
        this.redis = redis;
    }

    boolean contains(String sessionId) {
        return redis.opsForZSet().score(KEY, sessionId) != null;
    }

    void add(Map<String, Instant> sessionsAndEnds) {
        redis.opsForZSet()
                .add(
                        KEY,
                        sessionsAndEnds.entrySet().stream()
                                .map(session -> TypedTuple.of(session.getKey(), (double)
                                        session.getValue().toEpochMilli()))
                                .collect(Collectors.toSet()));
    }

    void forgetUntil(Instant now) {
        redis.opsForZSet().removeRangeByScore(KEY, Double.NEGATIVE_INFINITY, (double) now.toEpochMilli());
    }

    long sizeAt(Instant now) {
        Long size = redis.opsForZSet().count(KEY, (double) now.toEpochMilli(), Double.POSITIVE_INFINITY);
        return size == null ? 0 : size;
    }
}
