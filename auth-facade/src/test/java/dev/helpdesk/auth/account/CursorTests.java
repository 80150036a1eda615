package dev.helpdesk.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

    @Test
    void readsWhatItWrote() {
        assertThat(Cursor.read(new Cursor(150).text())).isEqualTo(new Cursor(150));
        assertThat(Cursor.read(null)).isEqualTo(new Cursor(0));
        assertThat(new Cursor(150).text()).matches("[A-Za-z0-9_-]+").doesNotContain("150");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "150",
                "zzz",
                "dXNlcnM6LTE",
                "dXNlcnM6OTk5OTk5OTk5OTk5",
                "dXNlcnM6MTsgRFJPUA",
                "\u00e9",
                "%00"
            })
    void refusesWhatItDidNotWrite(String text) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Cursor.read(text))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(CommonError.INVALID_CURSOR));
    }
}
