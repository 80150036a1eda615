package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifetimeTests {

    @ParameterizedTest
    @CsvSource({"24h, 86400", "15m, 900", "900, 900", "30s, 30", "7d, 604800", "' 1h ', 3600"})
    void readsTheGuidesForms(String text, long seconds) {
        assertThat(TokenLifetime.parse(text).seconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "-1", "1.5h", "24 h", "24H", "1w", "0", "0m", "8d", "169h", "999999999"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> TokenLifetime.parse(text))
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith("JWT_EXPIRES_IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15m", "7d"})
    void neverLetsTheSessionEndBeforeTheToken(String text) {
        TokenLifetime lifetime = TokenLifetime.parse(text);

        assertThat(lifetime.sessionIdleSeconds()).isEqualTo(604_800).isGreaterThanOrEqualTo(lifetime.seconds());
        assertThat(lifetime.sessionMaxSeconds()).isEqualTo(2_592_000);
    }
}
