package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerSettingsTests {

    private static final Map<String, String> ENVIRONMENT = Map.of("HELPDESK_REDIS_URL", "redis://from-environment");

    @Test
    void hasDefaults() {
        assertThat(read(Map.of(), ENVIRONMENT))
                .isEqualTo(new ListenerSettings(
                        RedisAddress.parse("redis://from-environment"), "helpdesk", Duration.ofDays(7), 20_000));
    }

    @Test
    void takesEveryOption() {
        Map<String, String> options =
                Map.of("redisUrl", "redis://from-option", "realm", "desk", "longestTokenLife", "900", "queueSize", "7");
        assertThat(read(options, ENVIRONMENT))
                .isEqualTo(new ListenerSettings(
                        RedisAddress.parse("redis://from-option"), "desk", Duration.ofMinutes(15), 7));
    }

    @Test
    void keepsEntriesAnHourLongerThanTokensLive() {
        assertThat(read(Map.of("longestTokenLife", "3600"), ENVIRONMENT).retention())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void asksForAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("redisUrl", " "), Map.of()))
                .withMessage("neither the option redis-url nor HELPDESK_REDIS_URL is set");
    }

    @ParameterizedTest
    @CsvSource({
        "longestTokenLife, longest-token-life, 24h",
        "longestTokenLife, longest-token-life, 0",
        "queueSize, queue-size, -1",
        "queueSize, queue-size, 99999999999"
    })
    void refusesWhatIsNoNumber(String key, String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(key, value), ENVIRONMENT))
                .withMessage("the option " + name + " is not a number above 0");
    }

    private static ListenerSettings read(Map<String, String> options, Map<String, String> environment) {
        return ListenerSettings.read(options::get, environment);
    }
}
