package dev.helpdesk.service.redis;

import dev.helpdesk.service.guard.GuardedServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Sees to it that a Redis that is away, or hangs, costs a request next to nothing. */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@ConditionalOnProperty("spring.data.redis.url")
public final class RedisAutoConfiguration {

    private static final Duration TIMEOUT = Duration.ofMillis(100);

    /** A Redis that hesitates is not away: who decides that it is must be surer than who can do without its answer. */
    private static final int PING_PATIENCE = 5;

    private static final Duration PING_WITH_NEW_CONNECTION = Duration.ofSeconds(1);
    private static final int MOST_UNANSWERED = 2048;

    /** A command for a Redis that is away fails at once instead of waiting in line until its time is over. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failWhileDisconnected(DataRedisProperties redis) {
        SocketOptions.Builder sockets = SocketOptions.builder()
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(Duration.ofSeconds(5))
                        .interval(Duration.ofSeconds(2))
                        .count(3)
                        .build());
        if (redis.getConnectTimeout() != null) {
            sockets.connectTimeout(redis.getConnectTimeout());
        }
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED)
                .socketOptions(sockets.build());
    }

    /** Without it, the longer Redis is away the longer nobody notices that it is back. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(
                Delay.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(2), 50, TimeUnit.MILLISECONDS));
    }

    /** Whatever a request wants of Redis goes through a guard of this server. */
    @Bean
    GuardedServer redisServer(
            LettuceConnectionFactory connections, DataRedisProperties redis, ObjectProvider<MeterRegistry> meters) {
        Duration timeout = redis.getTimeout() == null ? TIMEOUT : redis.getTimeout();
        GuardedServer server = new GuardedServer(
                "redis",
                new GuardedServer.Ping(
                        new RedisPing(connections, timeout.multipliedBy(PING_PATIENCE)), PING_WITH_NEW_CONNECTION),
                RedisFaults::of,
                meters.getIfAvailable(() -> Metrics.globalRegistry));
        server.connect();
        return server;
    }
}
