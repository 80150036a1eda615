package dev.helpdesk.user.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTests {

    @ParameterizedTest
    @CsvSource({
        "9-0, 10-0",
        "1795457459163-9, 1795457459163-10",
        "1795457459163-18446744073709551615, 1795457459164-0",
        "9223372036854775807-0, 9223372036854775808-0",
        "5-9223372036854775807, 5-9223372036854775808"
    })
    void comparesBothHalvesAsNumbers(String earlier, String later) {
        assertThat(LogPosition.parse(later).isAfter(LogPosition.parse(earlier))).isTrue();
        assertThat(LogPosition.parse(earlier).isAfter(LogPosition.parse(later))).isFalse();
        assertThat(LogPosition.parse(later).isAfter(LogPosition.parse(later))).isFalse();
    }

    @Test
    void isWrittenAsItIsRead() {
        String text = "1795457459163-18446744073709551615";

        assertThat(LogPosition.parse(text)).hasToString(text);
        assertThat(LogPosition.parse(text).time()).isEqualTo(Instant.ofEpochMilli(1795457459163L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5-", "-5", "5-x", "5-0-1", "$", "99999999999999999999-0"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> LogPosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
