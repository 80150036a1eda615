package dev.helpdesk.auth.revocation;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Redis for work that no request waits for and that reads a lot at a time, over a connection of its own. */
final class PatientRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate template;

    PatientRedis(ClientResources resources, String url) {
        RedisURI address = RedisURI.create(url);
        LettuceClientConfiguration client = LettuceClientConfiguration.builder()
                .apply(address)
                .clientResources(resources)
                .clientOptions(ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .build())
                .commandTimeout(PATIENCE)
                .build();
        connections = new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(address), client);
        connections.afterPropertiesSet();
        connections.start();
        template = new StringRedisTemplate(connections);
    }

    StringRedisTemplate template() {
        return template;
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
