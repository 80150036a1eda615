package dev.helpdesk.auth.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class KeycloakPropertiesTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KeycloakProperties.class)
    static class Properties {}

    @Test
    void needsNothingButTheSecret() {
        context.withPropertyValues("keycloak.client.secret=s3cret").run(started -> {
            KeycloakProperties properties = started.getBean(KeycloakProperties.class);
            assertThat(properties.realmUrl()).isEqualTo(URI.create("http://localhost:8080/realms/helpdesk"));
            assertThat(properties.issuer()).isEqualTo("http://localhost:8080/realms/helpdesk");
            assertThat(properties.keysUrl())
                    .isEqualTo(URI.create("http://localhost:8080/realms/helpdesk/protocol/openid-connect/certs"));
            assertThat(properties.client().id()).isEqualTo("auth-facade");
            assertThat(properties.timeout())
                    .isEqualTo(new KeycloakProperties.Timeout(
                            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(800)));
            assertThat(properties.connections()).isEqualTo(20);
            assertThat(properties.limit()).isEqualTo(new KeycloakProperties.Limit(0, 32, 64, Duration.ofSeconds(2)));
            assertThat(properties.limit().loginsAtOnce())
                    .isEqualTo(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
        });
    }

    @Test
    void readsEveryKey() {
        context.withPropertyValues(
                        "keycloak.url=http://keycloak:8080/",
                        "keycloak.public.url=https://login.example.com/",
                        "keycloak.realm=desk",
                        "keycloak.client.id=door",
                        "keycloak.client.secret=s3cret",
                        "keycloak.timeout.connect=100ms",
                        "keycloak.timeout.read=3s",
                        "keycloak.timeout.introspection=500ms",
                        "keycloak.connections=7",
                        "keycloak.limit.logins=1",
                        "keycloak.limit.sessions=2",
                        "keycloak.limit.introspections=3",
                        "keycloak.limit.queue=0s")
                .run(started -> {
                    KeycloakProperties properties = started.getBean(KeycloakProperties.class);
                    assertThat(properties.realmUrl()).isEqualTo(URI.create("http://keycloak:8080/realms/desk"));
                    assertThat(properties.issuer()).isEqualTo("https://login.example.com/realms/desk");
                    assertThat(properties.client().id()).isEqualTo("door");
                    assertThat(properties.client().secret()).isEqualTo("s3cret");
                    assertThat(properties.timeout())
                            .isEqualTo(new KeycloakProperties.Timeout(
                                    Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofMillis(500)));
                    assertThat(properties.limit()).isEqualTo(new KeycloakProperties.Limit(1, 2, 3, Duration.ZERO));
                    assertThat(properties.limit().loginsAtOnce()).isEqualTo(1);
                    assertThat(properties.connections()).isEqualTo(7);
                    assertThat(properties.toString()).doesNotContain("s3cret");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keycloak.client.secret=",
                "keycloak.client.id=",
                "keycloak.realm=../master",
                "keycloak.url=not a url",
                "keycloak.timeout.read=0s",
                "keycloak.timeout.connect=soon",
                "keycloak.timeout.introspection=0s",
                "keycloak.connections=0",
                "keycloak.limit.logins=-1",
                "keycloak.limit.sessions=0",
                "keycloak.limit.introspections=0",
                "keycloak.limit.queue=-1s"
            })
    void refusesToStartWith(String property) {
        context.withPropertyValues("keycloak.client.secret=s3cret", property)
                .run(started -> assertThat(started).hasFailed());
    }
}
