package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/auth/refresh}. */
@ExtendWith(RunningSystem.class)
class RefreshIT {

    /** For so long the answer to a refresh token is given again. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Helpdesk helpdesk;
    private final Console console;

    RefreshIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    @Test
    void answersWithANewPairOfTheSameSession() {
        Session session = helpdesk.register(Person.unique());

        Answer answer = refresh(session.refreshToken()).expect(200);

        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "success",
                        "accessToken",
                        "refreshToken",
                        "tokenType",
                        "expiresIn",
                        "refreshExpiresIn",
                        "sessionId",
                        "user");
        assertThat(answer.at("/sessionId")).isEqualTo(session.sessionId());
        assertThat(answer.at("/user/id")).isEqualTo(session.userId());
        assertThat(answer.at("/refreshToken")).isNotEqualTo(session.refreshToken());
        assertThat(answer.at("/accessToken")).isNotEqualTo(session.accessToken());
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        helpdesk.verify(answer.at("/accessToken")).expect(200);
        refresh(answer.at("/refreshToken")).expect(200);
    }

    @Test
    void endsTheSessionWhenARefreshTokenIsUsedTwice_R01() {
        Session first = helpdesk.register(Person.unique());
        Session second = Session.of(refresh(first.refreshToken()).expect(200));
        await().pollDelay(GRACE.plusMillis(200)).atMost(GRACE.multipliedBy(2)).until(() -> true);

        refresh(first.refreshToken()).expectError(401, "refresh_token_reused");

        helpdesk.verify(second.accessToken()).expectError(401, "token_revoked");
        assertThat(refresh(second.refreshToken()).expect(401).at("/code"))
                .isIn("session_revoked", "refresh_token_reused");
        assertThat(console.sessionsOf(first.userId())).isEmpty();
    }

    @Test
    void refusesAfterTheSessionEnded_L02() {
        Session loggedOut = helpdesk.register(Person.unique());
        helpdesk.auth("POST", "/api/auth/logout")
                .bearer(loggedOut.accessToken())
                .send()
                .expect(200);
        Session killed = helpdesk.register(Person.unique());
        console.endSession(killed.sessionId());

        refresh(loggedOut.refreshToken()).expectError(401, "session_revoked");
        refresh(killed.refreshToken()).expectError(401, "session_revoked");
    }

    @Test
    void refusesADisabledUser_L06() {
        Session session = helpdesk.register(Person.unique());
        console.disable(session.userId());

        assertThat(refresh(session.refreshToken()).expect(401).at("/code"))
                .isIn("session_revoked", "refresh_token_invalid");
    }

    @Test
    void refusesTokensOfAnotherKind_R05() {
        Session session = helpdesk.register(Person.unique());

        refresh(session.accessToken()).expectError(401, "refresh_token_invalid");
        refresh(helpdesk.serviceToken()).expectError(401, "refresh_token_invalid");

        helpdesk.verify(session.accessToken()).expect(200);
        refresh(session.refreshToken()).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a.b.c",
                "x&grant_type=password&username=admin",
                "eyJhbGciOiJub25lIn0.e30.",
                "\\u0041",
                "é",
                "%00"
            })
    void refusesWhatIsNoToken_R06(String garbage) {
        refresh(garbage).expectError(401, "refresh_token_invalid");
    }

    @Test
    void wantsExactlyOneField() {
        call(Map.of()).expectFieldError("refreshToken", "required");
        call(Map.of("refreshToken", "")).expectFieldError("refreshToken", "required");
        call(Map.of("refreshToken", List.of("a"))).expectFieldError("refreshToken", "wrong_type");
        for (String extra : List.of("scope", "client_id", "realm")) {
            call(Map.of("refreshToken", "x", extra, "admin")).expectFieldError(extra, "unknown_field");
        }
    }

    private Answer refresh(String refreshToken) {
        return call(Map.of("refreshToken", refreshToken));
    }

    private Answer call(Map<String, Object> body) {
        return helpdesk.auth("POST", "/api/auth/refresh").json(body).send();
    }
}
