package dev.helpdesk.auth.revocation;

import dev.helpdesk.service.health.Dependency;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Dependency redisHealth(RedisConnectionFactory redis) {
        return new RedisHealth(redis);
    }

    /** Redis is there. Without it Keycloak is asked about every token, so the facade is only degraded when it is not. */
    private record RedisHealth(RedisConnectionFactory redis) implements Dependency {

        @Override
        public String name() {
            return "redis";
        }

        @Override
        public boolean essential() {
            return false;
        }

        @Override
        public void check() {
            try (RedisConnection connection = redis.getConnection()) {
                connection.ping();
            }
        }
    }
}
