package dev.helpdesk.auth.revocation;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finds out, at the start and every minute, whether Redis is set up to throw the stream away when memory runs short. */
@Component
class EvictionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(EvictionCheck.class);

    private final StringRedisTemplate redis;
    private volatile boolean evicts;

    EvictionCheck(StringRedisTemplate redis) {
        this.redis = redis;
    }

    boolean evicts() {
        return evicts;
    }

    /** Policies named {@code volatile-...} spare the stream, which never expires as a whole. */
    @Scheduled(fixedDelay = 60_000)
    void check() {
        String policy = policy();
        boolean now = policy != null && policy.startsWith("allkeys-");
        if (now && !evicts) {
            LOG.warn(
                    "Redis may throw identity events away: set its maxmemory-policy, which is {}, to noeviction",
                    policy);
        }
        evicts = now;
    }

    private @Nullable String policy() {
        try {
            Properties memory = redis.execute((RedisCallback<@Nullable Properties>)
                    connection -> connection.serverCommands().info("memory"));
            return memory == null ? null : memory.getProperty("maxmemory_policy");
        } catch (DataAccessException e) {
            LOG.debug("Redis does not tell its policy", e);
            return null;
        }
    }
}
