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
            assertThat(properties.timeout().connect()).isEqualTo(Duration.ofSeconds(2));
            assertThat(properties.timeout().read()).isEqualTo(Duration.ofSeconds(5));
            assertThat(properties.connections()).isEqualTo(20);
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
                        "keycloak.connections=7")
                .run(started -> {
                    KeycloakProperties properties = started.getBean(KeycloakProperties.class);
                    assertThat(properties.realmUrl()).isEqualTo(URI.create("http://keycloak:8080/realms/desk"));
                    assertThat(properties.issuer()).isEqualTo("https://login.example.com/realms/desk");
                    assertThat(properties.client().id()).isEqualTo("door");
                    assertThat(properties.client().secret()).isEqualTo("s3cret");
                    assertThat(properties.timeout().connect()).isEqualTo(Duration.ofMillis(100));
                    assertThat(properties.timeout().read()).isEqualTo(Duration.ofSeconds(3));
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
                "keycloak.connections=0"
            })
    void refusesToStartWith(String property) {
        context.withPropertyValues("keycloak.client.secret=s3cret", property)
                .run(started -> assertThat(started).hasFailed());
    }
}
