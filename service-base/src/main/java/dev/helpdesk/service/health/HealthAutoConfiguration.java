package dev.helpdesk.service.health;

import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.redis.RedisAutoConfiguration;
import dev.helpdesk.service.security.BearerSecurity;
import dev.helpdesk.service.security.BearerSecurityAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Gives a service its health endpoints, open to all. */
@AutoConfiguration(
        after = {BearerSecurityAutoConfiguration.class, RedisAutoConfiguration.class},
        beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class HealthAutoConfiguration {

    @Bean
    @ConditionalOnBean(name = "redisServer")
    Dependency redisDependency(
            @Qualifier("redisServer") GuardedServer redis,
            @Value("${health.redis.essential:false}") boolean essential) {
        return new RedisDependency(redis, essential);
    }

    @Bean
    HealthController healthController(
            @Value("${spring.application.name:service}") String name,
            ObjectProvider<BuildProperties> build,
            ObjectProvider<Dependency> dependencies,
            ApplicationAvailability availability) {
        BuildProperties built = build.getIfAvailable();
        String version = built == null || built.getVersion() == null ? "development" : built.getVersion();
        return new HealthController(
                new Health(name, version, dependencies.orderedStream().toList()), availability);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    SecurityFilterChain healthOpen(HttpSecurity http, BearerSecurity bearer) {
        return bearer.open(http, "/health", "/health/live", "/health/ready").build();
    }
}
