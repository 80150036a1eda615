package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.RevocationIndex;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    /** With the time that a read may take, less than {@link #MAX_AGE}. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration MAX_AGE = Duration.ofSeconds(3);
    private static final Duration CONNECT = Duration.ofSeconds(1);

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
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .build());
        return client;
    }

    @Bean
    PatientRedis patientRedis(ClientResources resources, @Value("${spring.data.redis.url}") String url) {
        return new PatientRedis(resources, url);
    }

    @Bean
    StoredLog storedLog(PatientRedis redis, Clock clock) {
        return new StoredLog(redis.template(), clock);
    }

    @Bean
    LogUpkeep logUpkeep(PatientRedis redis, StoredLog stored, Knowledge knowledge) {
        return new LogUpkeep(redis.template(), stored, knowledge);
    }

    @Bean
    Knowledge knowledge() {
        return new Knowledge(MAX_AGE);
    }

    @Bean
    LogMeters logMeters(Knowledge knowledge, ObjectProvider<MeterRegistry> meters) {
        return new LogMeters(knowledge, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    IdentityLog identityLog(
            RevocationIndex index, Knowledge knowledge, StoredLog stored, Clock clock, LogMeters meters) {
        return new IdentityLog(index, knowledge, stored, clock, meters);
    }

    @Bean
    IdentityEventFollower identityEventFollower(
            RedisClient identityEventClient,
            IdentityLog log,
            Knowledge knowledge,
            RevocationProperties jwt,
            Clock clock) {
        return new IdentityEventFollower(
                identityEventClient, log, new IdentityEventReader(log, knowledge, PATIENCE, jwt.kept(), clock));
    }
}
