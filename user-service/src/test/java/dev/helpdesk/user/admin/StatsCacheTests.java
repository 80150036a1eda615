package dev.helpdesk.user.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.guard.Fault;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.user.avatar.AvatarCounts;
import dev.helpdesk.user.directory.DirectoryCounts;
import dev.helpdesk.user.profile.ProfileCounts;
import dev.helpdesk.user.testing.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class StatsCacheTests {

    private static final Stats STATS = new Stats(
            new DirectoryCounts(3, 2, 1, 1, 2, Map.of("user", 3L, "admin", 1L)),
            new ProfileCounts(2, 1, 1),
            new AvatarCounts(1, 4711),
            Instant.parse("2026-11-01T10:00:00Z"));

    private final TestRedis server = TestRedis.start();
    private final LettuceConnectionFactory connections =
            connections(URI.create(server.url()).getPort());
    private StringRedisTemplate redis = new StringRedisTemplate();

    private static LettuceConnectionFactory connections(int port) {
        return new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMillis(300))
                        .build());
    }

    @BeforeEach
    void connect() {
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
        server.close();
    }

    private StatsCache cache() {
        GuardedServer.Ping ping = new GuardedServer.Ping(() -> redis.hasKey("any"), Duration.ofSeconds(1));
        return new StatsCache(redis, new GuardedServer("redis", ping, failure -> Fault.CUT, new SimpleMeterRegistry()));
    }

    @Test
    void sharesTheFiguresForAMoment() {
        cache().put(STATS);

        assertThat(cache().get()).contains(STATS);
        assertThat(redis.getExpire("helpdesk:user-stats", TimeUnit.MILLISECONDS))
                .isBetween(1L, 500L);
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(cache().get()).isEmpty();
    }

    @Test
    void takesWhatItCannotReadForNothing() {
        redis.opsForValue().set("helpdesk:user-stats", "{\"users\": 1}");

        assertThat(cache().get()).isEmpty();
    }

    @Test
    void hasNothingWhileRedisIsAway() {
        StatsCache cache = cache();
        cache.put(STATS);
        server.down();

        cache.put(STATS);
        assertThat(cache.get()).isEmpty();
        server.up();
    }
}
