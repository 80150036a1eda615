package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class RevocationPropertiesTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RevocationProperties.class)
    static class Properties {}

    @Test
    void knowTheGuidesLifeOfATokenByDefault() {
        context.run(started ->
                assertThat(started.getBean(RevocationProperties.class).in()).isEqualTo(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @CsvSource({"24h, PT24H", "15m, PT15M", "900, PT15M"})
    void readTheGuidesForms(String text, Duration life) {
        context.withPropertyValues("jwt.expires.in=" + text)
                .run(started -> assertThat(
                                started.getBean(RevocationProperties.class).in())
                        .isEqualTo(life));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5m", "a day", "8d"})
    void refuseWhatIsNoLife(String text) {
        context.withPropertyValues("jwt.expires.in=" + text)
                .run(started -> assertThat(started).hasFailed());
    }
}
