package dev.helpdesk.user.admin;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the figures in Redis for half a second. Without Redis nothing is kept, and nothing fails. */
@Component
final class StatsCache {

    private static final Logger log = LoggerFactory.getLogger(StatsCache.class);
    private static final String KEY = "helpdesk:user-stats";
    private static final Duration LIFE = Duration.ofMillis(500);

    private final StringRedisTemplate redis;
    private final JsonMapper json = JsonMapper.builder().build();

    StatsCache(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Optional<Stats> get() {
        try {
            return Optional.ofNullable(redis.opsForValue().get(KEY)).map(text -> json.readValue(text, Stats.class));
        } catch (DataAccessException | JacksonException e) {
            log.debug("The figures could not be read from the cache", e);
            return Optional.empty();
        }
    }

    void put(Stats stats) {
        try {
            redis.opsForValue().set(KEY, json.writeValueAsString(stats), LIFE);
        } catch (DataAccessException e) {
            log.debug("The figures could not be cached", e);
        }
    }
}
