package dev.helpdesk.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.helpdesk.service.ratelimit.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SessionPropertiesTests {

    @Test
    void haveTheDocumentedDefaults() {
        RateLimitProperties limits = bind(Map.of(), "rate.limit", RateLimitProperties.class);
        RegistrationProperties registration = bind(Map.of(), "registration", RegistrationProperties.class);

        assertThat(limits.login().perAccount()).isEqualTo(new RateLimit("login-account", 10, Duration.ofMinutes(1)));
        assertThat(limits.login().perAddress()).isEqualTo(new RateLimit("login-address", 30, Duration.ofMinutes(1)));
        assertThat(limits.register().perAddress())
                .isEqualTo(new RateLimit("register-address", 20, Duration.ofHours(1)));
        assertThat(limits.refresh().perSession())
                .isEqualTo(new RateLimit("refresh-session", 60, Duration.ofMinutes(1)));
        assertThat(limits.refresh().perAddress())
                .isEqualTo(new RateLimit("refresh-address", 120, Duration.ofMinutes(1)));
        assertThat(limits.logout().perAddress()).isEqualTo(new RateLimit("logout-address", 120, Duration.ofMinutes(1)));
        assertThat(registration.verification().email()).isFalse();
        assertThat(registration.verification().answerAfter()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void readEveryKey() {
        Map<String, String> all = Map.of(
                "rate.limit.login.account", "1/1s",
                "rate.limit.login.address", "2/1s",
                "rate.limit.register.address", "3/1s",
                "rate.limit.refresh.session", "4/1s",
                "rate.limit.refresh.address", "5/1s",
                "rate.limit.logout.address", "6/1s",
                "registration.verify.email", "true",
                "registration.verify.answer.after", "1s");
        RateLimitProperties limits = bind(all, "rate.limit", RateLimitProperties.class);
        RegistrationProperties registration = bind(all, "registration", RegistrationProperties.class);

        assertThat(limits.login().perAccount().capacity()).isEqualTo(1);
        assertThat(limits.login().perAddress().capacity()).isEqualTo(2);
        assertThat(limits.register().perAddress().capacity()).isEqualTo(3);
        assertThat(limits.refresh().perSession().capacity()).isEqualTo(4);
        assertThat(limits.refresh().perAddress().capacity()).isEqualTo(5);
        assertThat(limits.logout().perAddress().capacity()).isEqualTo(6);
        assertThat(registration.verification().email()).isTrue();
        assertThat(registration.verification().answerAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10/", "/1m", "0/1m", "-1/1m", "10/soon"})
    void refuseWhatIsNoLimit(String text) {
        RateLimitProperties limits =
                bind(Map.of("rate.limit.refresh.session", text), "rate.limit", RateLimitProperties.class);

        assertThatIllegalArgumentException().isThrownBy(() -> limits.refresh().perSession());
    }

    private static <T> T bind(Map<String, String> properties, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
