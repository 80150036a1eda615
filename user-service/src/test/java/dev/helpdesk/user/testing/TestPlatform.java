package dev.helpdesk.user.testing;

import org.springframework.beans.factory.annotation.Value;
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
    DynamicPropertyRegistrar database(@Value("${test.database.url:}") String given) {
        String url = given.isEmpty() ? TestDatabase.create() : given;
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
