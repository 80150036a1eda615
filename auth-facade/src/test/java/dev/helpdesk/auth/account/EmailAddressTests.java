package dev.helpdesk.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    private static final String LONGEST_NAME = "x".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"Ada@Example.com", " ada@example.com\t", "ADA@EXAMPLE.COM"})
    void isTheSameHoweverItIsWritten(String written) {
        assertThat(new EmailAddress(written)).isEqualTo(new EmailAddress("ada@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada+help@example.com",
                "o'brien@example.co.uk",
                "a.b-c_d@sub.example.com",
                "a@xn--exmple-cua.com",
                "1@2.io"
            })
    void takesWhatMailCanBeSentTo(String address) {
        assertThat(new EmailAddress(address).isWellFormed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@localhost",
                "ada@@example.com",
                "a b@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..b@example.com",
                "ada@-example.com",
                "ada@example-.com",
                "ada@example..com",
                "ada@example.com.",
                "ada@[127.0.0.1]",
                "\"a b\"@example.com",
                "a<b>@example.com",
                "a/b@example.com",
                "a%b@example.com",
                "ada@example.com\nBcc: eve@example.com",
                "\u00e9ve@example.com",
                "ada@ex\u00e4mple.com",
                "\u0430da@example.com",
                "a\u200bda@example.com",
                "a\u202eda@example.com",
                "\u0130da@example.com",
                "\uff41da@example.com"
            })
    void refusesEverythingElse(String address) {
        assertThat(new EmailAddress(address).isWellFormed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", " ada@localhost\n", "\u00e9ve@example.com", "a/b@example.com"})
    void mayNameAnAccountThatOthersMade(String address) {
        assertThat(new EmailAddress(address).canNameAnAccount()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service-account-auth-facade",
                "\u0001ada@example.com",
                "ada@example.com\u001b",
                "ada@exa\u0000mple.com",
                "ada@example.com\u007f",
                "\u0085ada@example.com",
                " \u0002 ada@example.com"
            })
    void namesNoAccount(String address) {
        assertThat(new EmailAddress(address).canNameAnAccount()).isFalse();
    }

    @Test
    void countsItsLength() {
        String domain = "a".repeat(60) + ".".concat("b".repeat(60)) + "." + "c".repeat(60) + ".com";

        assertThat(new EmailAddress(LONGEST_NAME + "@example.com").isWellFormed())
                .isTrue();
        assertThat(new EmailAddress("x" + LONGEST_NAME + "@example.com").isWellFormed())
                .isFalse();
        assertThat(new EmailAddress(LONGEST_NAME + "@" + domain).isWellFormed()).isTrue();
        assertThat(new EmailAddress(LONGEST_NAME + "@d.e." + domain).isWellFormed())
                .isFalse();
    }

    @Test
    void isReadInNoTimeWhateverItsLength() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(new EmailAddress("a@" + "a.".repeat(50_000)).isWellFormed())
                    .isFalse();
            assertThat(new EmailAddress("a.".repeat(50_000) + "@a.com").isWellFormed())
                    .isFalse();
        });
    }

    @Test
    void keepsOutOfLogs() {
        assertThat(new EmailAddress("ada@example.com")).hasToString("EmailAddress[redacted]");
    }
}
