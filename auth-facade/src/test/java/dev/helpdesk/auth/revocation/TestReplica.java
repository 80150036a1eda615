package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.RevocationIndex;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What one replica knows of the log, without the rest of it. */
final class TestReplica implements AutoCloseable {

    static final Duration KEPT = Duration.ofHours(1);

    final StringRedisTemplate redis;
    final Knowledge knowledge;
    final StoredLog stored;
    final IdentityLog log;
    final KnownRevocations revocations;
    final IdentityEventFollower follower;
    private final RedisClient client;
    private final LettuceConnectionFactory connections;

    TestReplica(String url, Duration maxAge, Clock clock) {
        client = RedisClient.create(url);
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        connections =
                new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(RedisURI.create(url)));
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
        RevocationIndex index = new RevocationIndex(KEPT);
        knowledge = new Knowledge(maxAge);
        stored = new StoredLog(redis, clock);
        log = new IdentityLog(index, knowledge, stored, clock, new LogMeters(knowledge, new SimpleMeterRegistry()));
        revocations = new KnownRevocations(index, log, clock);
        follower = new IdentityEventFollower(
                client, log, new IdentityEventReader(log, knowledge, Duration.ofMillis(100), KEPT, clock));
    }

    Answer check(String session) {
        Instant now = Instant.now();
        User ada = new User("ada", "ada@example.com", "Ada", "Lovelace", List.of("user"), true, true, null);
        return revocations.check(new AccessToken("token", session, "portal", now, now.plus(KEPT), null, ada));
    }

    @Override
    public void close() {
        follower.stop();
        connections.destroy();
        client.shutdown();
    }
}
