package dev.helpdesk.service.ratelimit;

import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.guard.Limits;
import dev.helpdesk.service.redis.RedisAutoConfiguration;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Gives a service its rate limits: in Redis if it has one, else in its own memory. */
@AutoConfiguration(after = RedisAutoConfiguration.class)
public final class RateLimitAutoConfiguration {

    private static final int AT_ONCE = 512;
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    @Bean
    @ConditionalOnBean(name = "redisServer")
    SharedBuckets sharedBuckets(
            @Qualifier("redisServer") GuardedServer redis,
            DataRedisProperties properties,
            LettuceConnectionFactory connections) {
        Duration timeout = properties.getTimeout() == null ? TIMEOUT : properties.getTimeout();
        Guard guard = redis.guard("rate-limits", new Limits(AT_ONCE, WAIT, timeout));
        return new RedisBuckets(() -> commands(connections), guard, timeout);
    }

    @Bean
    @ConditionalOnMissingBean
    SharedBuckets noSharedBuckets() {
        return (limit, bucket) -> Optional.empty();
    }

    @Bean
    RateLimits rateLimits(SharedBuckets shared, ObjectProvider<MeterRegistry> meters) {
        return new RateLimits(shared, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    /** The native connection is one for all and stays open when its wrapper is closed. */
    @SuppressWarnings("unchecked")
    private static RedisClusterAsyncCommands<byte[], byte[]> commands(LettuceConnectionFactory connections) {
        try (RedisConnection connection = connections.getConnection()) {
            return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
        }
    }
}
