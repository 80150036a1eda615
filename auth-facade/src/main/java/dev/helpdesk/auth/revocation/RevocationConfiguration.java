package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.RevocationIndex;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    private static final IdentityEventFollower.Pace PACE =
            new IdentityEventFollower.Pace(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RevocationIndex revocationIndex() {
        return new RevocationIndex(RevocationProperties.REMEMBERED);
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient identityEventClient(ClientResources resources, @Value("${spring.data.redis.url}") String url) {
        RedisClient client = RedisClient.create(resources, RedisURI.create(url));
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        return client;
    }

    @Bean
    IdentityEventFollower identityEventFollower(
            RedisClient identityEventClient, RevocationIndex index, RevocationProperties jwt, Clock clock) {
        return new IdentityEventFollower(identityEventClient, index, PACE, jwt.kept(), clock);
    }
}
