package dev.helpdesk.auth;

import dev.helpdesk.auth.keycloak.FakeFigures;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class FacadeTestConfiguration {

    @Bean
    TestIdentityProvider identityProvider() {
        return TestIdentityProvider.start();
    }

    @Bean
    TestRedis testRedis() {
        return TestRedis.start();
    }

    @Bean
    @Primary
    FakeKeycloak fakeKeycloak(TestIdentityProvider provider) {
        return new FakeKeycloak(provider::tokens);
    }

    @Bean
    @Primary
    FakeFigures fakeFigures() {
        return new FakeFigures();
    }

    @Bean
    DynamicPropertyRegistrar addresses(TestIdentityProvider provider, TestRedis redis) {
        return properties -> {
            properties.add("keycloak.url", provider::url);
            properties.add("keycloak.client.secret", () -> "a-secret-for-tests-only");
            properties.add("spring.data.redis.url", redis::url);
            // Far more than it needs: whether Redis is asked in time is no matter of these tests, and machines are
            // busy.
            properties.add("spring.data.redis.timeout", () -> "2s");
            properties.add("stats.max.age", () -> "0s");
        };
    }
}
