package dev.helpdesk.auth.once;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.ErrorCatalogue;
import dev.helpdesk.service.guard.Fault;
import dev.helpdesk.service.guard.GuardedServer;
import io.lettuce.core.ClientOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What one replica of the service has, with a connection of its own. */
final class Replica implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMillis(250);

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis;
    private final GuardedServer guarded;
    private final RedisRecords records;
    private final SingleFlights flights;

    Replica(TestRedis server) {
        connections = new LettuceConnectionFactory(
                (RedisStandaloneConfiguration) LettuceConnectionFactory.createRedisConfiguration(server.url()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(TIMEOUT)
                        .clientOptions(ClientOptions.builder()
                                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                                .build())
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
        guarded = new GuardedServer(
                "redis",
                new GuardedServer.Ping(this::ping, TIMEOUT),
                failure -> failure instanceof QueryTimeoutException ? Fault.SILENT : Fault.CUT,
                new SimpleMeterRegistry());
        guarded.connect();
        records = new RedisRecords(redis, guarded, TIMEOUT);
        records.meet();
        flights = new SingleFlights(
                records,
                List.of(
                        ErrorCatalogue.of("messages/auth-errors", AuthError.values()),
                        ErrorCatalogue.of("messages/common-errors", CommonError.values())),
                new SimpleMeterRegistry());
    }

    private void ping() {
        try (RedisConnection connection = connections.getConnection()) {
            connection.ping();
        }
    }

    RedisRecords records() {
        return records;
    }

    SingleFlight<String> flight(Duration kept) {
        return flights.of("test", kept, new TextForm());
    }

    SingleFlights flights() {
        return flights;
    }

    StringRedisTemplate redis() {
        return redis;
    }

    @Override
    public void close() {
        guarded.close();
        connections.destroy();
    }
}
