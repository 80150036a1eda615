package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTests {

    private final DevEnvironment development = DevEnvironment.of(Ports.documented(Map.of()), Map.of());
    private final String summary = Summary.of(development, ".run/dev.env");

    @Test
    void namesAddressesAndAccounts() {
        assertThat(summary)
                .contains("http://localhost:3001", "http://localhost:3002", "http://localhost:8080")
                .contains("admin@helpdesk.example", "user@helpdesk.example");
    }

    @Test
    void showsNoSecret() {
        assertThat(summary).doesNotContainPattern("[0-9a-f]{48}");
    }

    @Test
    void hasALineForTheShell() {
        assertThat(summary).contains("""
                          . ./.run/dev.env && printf '{"email":"%s","password":"%s"}' "$DEV_USER_EMAIL" "$DEV_USER_PASSWORD" |
                            curl -sS "$AUTH_URL/api/auth/login" -H 'Content-Type: application/json' -d @-
                        """);
    }
}
