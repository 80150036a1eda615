package dev.helpdesk.user.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** What the service finds around itself in tests. */
@TestConfiguration(proxyBeanMethods = false)
public class TestPlatform {

    @Bean
    DynamicPropertyRegistrar database() {
        String url = TestDatabase.create();
        return properties -> properties.add("spring.datasource.url", () -> url);
    }

    @Bean
    @Primary
    FakeAuthService authService() {
        return new FakeAuthService();
    }

    @Bean
    @Lazy
    Api api(@LocalServerPort int port) {
        return new Api(port);
    }
}
