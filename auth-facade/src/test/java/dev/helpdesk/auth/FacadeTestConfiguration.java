package dev.helpdesk.auth;

import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.keycloak.FakeFigures;
import dev.helpdesk.auth.keycloak.FakeHistory;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
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
    @Primary
    FakeHistory fakeHistory() {
        return new FakeHistory();
    }

    @Bean
    WholeLog wholeLog(RevokedSessions revoked) {
        return new WholeLog(revoked);
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

    /**
     * Tests begin when the log is whole, for otherwise Keycloak would be asked about tokens it has never seen. A context also starts when
     * it was paused for another test class.
     */
    record WholeLog(RevokedSessions revoked) implements SmartLifecycle {

        @Override
        public void start() {
            await().until(revoked::areKnown);
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return revoked.areKnown();
        }
    }
}
