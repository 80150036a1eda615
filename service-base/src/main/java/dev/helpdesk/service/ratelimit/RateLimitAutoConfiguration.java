package dev.helpdesk.service.ratelimit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Gives a service its rate limits: in Redis if it has one, else in its own memory. */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
public final class RateLimitAutoConfiguration {

    /** A command for a Redis that is away fails at once instead of waiting in line until its time is over. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failWhileDisconnected() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    RateLimits rateLimits(
            ObjectProvider<LettuceConnectionFactory> redis,
            ObjectProvider<MeterRegistry> meters,
            @Value("${spring.data.redis.url:}") String url) {
        LettuceConnectionFactory connections = redis.getIfAvailable();
        SharedBuckets shared = connections == null
                ? (limit, bucket) -> Optional.empty()
                : new RedisBuckets(() -> commands(connections));
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
