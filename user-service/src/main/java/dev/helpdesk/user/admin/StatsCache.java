package dev.helpdesk.user.admin;

import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.guard.Limits;
import dev.helpdesk.service.guard.OverdueException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
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

    private static final Limits LIMITS = new Limits(64, Duration.ZERO, Duration.ofMillis(100));

    private final StringRedisTemplate redis;
    private final Guard guard;
    private final JsonMapper json = JsonMapper.builder().build();

    StatsCache(StringRedisTemplate redis, @Qualifier("redisServer") GuardedServer server) {
        this.redis = redis;
        this.guard = server.guard("stats-cache", LIMITS);
    }

    Optional<Stats> get() {
        try {
            return guard.call(() -> Optional.ofNullable(redis.opsForValue().get(KEY)))
                    .map(text -> json.readValue(text, Stats.class));
        } catch (DataAccessException | CallRefusedException | OverdueException | JacksonException e) {
            log.debug("The figures could not be read from the cache", e);
            return Optional.empty();
        }
    }

    void put(Stats stats) {
        String text = json.writeValueAsString(stats);
        try {
            guard.call(() -> {
                redis.opsForValue().set(KEY, text, LIFE);
                return KEY;
            });
        } catch (DataAccessException | CallRefusedException | OverdueException e) {
            log.debug("The figures could not be cached", e);
        }
    }
}
