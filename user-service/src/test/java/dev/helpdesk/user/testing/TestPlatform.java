package dev.helpdesk.user.testing;

import dev.helpdesk.service.health.Dependency;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
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
    InMemoryAuthService authService() {
        return new InMemoryAuthService();
    }

    /** Memory is always there. */
    @Bean
    Dependency authServiceDependency() {
        return new Dependency() {
            @Override
            public String name() {
                return "auth-service";
            }

            @Override
            public boolean essential() {
                return true;
            }

            @Override
            public void check() {}
        };
    }

    @Bean
    @Lazy
    Api api(@LocalServerPort int port) {
        return Api.at(port);
    }
}
