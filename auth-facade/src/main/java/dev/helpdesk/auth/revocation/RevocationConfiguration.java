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

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

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
    Knowledge knowledge(Clock clock) {
        return new Knowledge(MAX_AGE, clock);
    }

    @Bean
    IdentityLog identityLog(RevocationIndex index, Knowledge knowledge, StoredLog stored, Clock clock) {
        return new IdentityLog(index, knowledge, stored, clock);
    }

    @Bean
    IdentityEventFollower identityEventFollower(
            RedisClient identityEventClient,
            RevocationIndex index,
            IdentityLog log,
            Knowledge knowledge,
            RevocationProperties jwt,
            Clock clock) {
        IdentityEventReader reader = new IdentityEventReader(log, knowledge, jwt.kept(), clock);
        return new IdentityEventFollower(identityEventClient, index, log, reader, PATIENCE);
    }
}
