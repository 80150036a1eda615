package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/auth/logout} and what it does to the tokens of the session. */
@ExtendWith(RunningSystem.class)
class LogoutIT {

    private final Helpdesk helpdesk;
    private final Console console;

    LogoutIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    @Test
    void refusesTheAccessTokenAtOnce_L01() {
        Session session = helpdesk.register(Person.unique());
        helpdesk.verify(session.accessToken()).expect(200);

        Answer answer = logout(session.accessToken(), Map.of()).expect(200);

        assertThat(answer.text()).isEqualTo("{\"success\":true}");
        helpdesk.verify(session.accessToken()).expectError(401, "token_revoked");
        helpdesk.auth("GET", "/api/auth/me")
                .bearer(session.accessToken())
                .send()
                .expectError(401, "token_revoked");
        helpdesk.user(TokenMode.FACADE, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .send()
                .expectError(401, "token_revoked");
        assertThat(console.sessionsOf(session.userId())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void reachesAUserServiceThatHadAcceptedTheToken(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        helpdesk.user(mode, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .send()
                .expect(200);

        logout(session.accessToken(), Map.of()).expect(200);

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> helpdesk.user(mode, "GET", "/api/profile/me")
                        .bearer(session.accessToken())
                        .send()
                        .expectError(401, "token_revoked"));
    }

    @Test
    void answersTheSameAgain_L03() {
        Session session = helpdesk.register(Person.unique());

        logout(session.accessToken(), Map.of()).expect(200);
        logout(session.accessToken(), Map.of()).expect(200);
        logoutWith(session.refreshToken()).expect(200);
    }

    @Test
    void takesARefreshTokenAlone() {
        Session session = helpdesk.register(Person.unique());

        logoutWith(session.refreshToken()).expect(200);
        logoutWith(session.refreshToken()).expect(200);

        helpdesk.verify(session.accessToken()).expectError(401, "token_revoked");
    }

    @Test
    void leavesOtherSessionsAlone_L16() {
        Person person = Person.unique();
        Session first = helpdesk.register(person);
        Session second = helpdesk.login(person);

        logout(first.accessToken(), Map.of()).expect(200);

        helpdesk.verify(second.accessToken()).expect(200);
        helpdesk.verify(helpdesk.login(person).accessToken()).expect(200);
    }

    @Test
    void endsTheOthersWhenAsked() {
        Person person = Person.unique();
        Session first = helpdesk.register(person);
        Session second = helpdesk.login(person);

        logout(first.accessToken(), Map.of("scope", "others")).expect(200);

        helpdesk.verify(first.accessToken()).expect(200);
        helpdesk.verify(second.accessToken()).expectError(401, "token_revoked");
        assertThat(console.sessionsOf(first.userId())).containsExactly(first.sessionId());
    }

    @Test
    void endsAllWhenAskedAndLetsTheUserInAgainInTheSameSecond_L12() {
        Person person = Person.unique();
        Session first = helpdesk.register(person);
        Session second = helpdesk.login(person);

        logout(first.accessToken(), Map.of("scope", "all")).expect(200);
        Session third = helpdesk.login(person);

        helpdesk.verify(first.accessToken()).expectError(401, "token_revoked");
        helpdesk.verify(second.accessToken()).expectError(401, "token_revoked");
        helpdesk.verify(third.accessToken()).expect(200);
    }

    @Test
    void endsNobodyElsesSession_L04() {
        Session own = helpdesk.register(Person.unique());
        Session victim = helpdesk.register(Person.unique());

        Answer answer = logout(own.accessToken(), Map.of("refreshToken", victim.refreshToken()));

        assertThat(answer.status()).isIn(400, 403);
        helpdesk.verify(victim.accessToken()).expect(200);
        helpdesk.auth("POST", "/api/auth/refresh")
                .json(Map.of("refreshToken", victim.refreshToken()))
                .send()
                .expect(200);
    }

    @Test
    void wantsATokenOfEitherKind() {
        helpdesk.auth("POST", "/api/auth/logout").send().expectError(401, "token_missing");
        helpdesk.auth("POST", "/api/auth/logout").json(Map.of()).send().expectError(401, "token_missing");
        helpdesk.auth("POST", "/api/auth/logout").bearer("a.b.c").send().expectError(401, "token_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "", "Session"})
    void knowsThreeScopes(String scope) {
        Session session = helpdesk.register(Person.unique());

        logout(session.accessToken(), Map.of("scope", scope)).expectError(400, "validation_failed");

        helpdesk.verify(session.accessToken()).expect(200);
    }

    private Answer logout(String accessToken, Map<String, Object> body) {
        return helpdesk.auth("POST", "/api/auth/logout")
                .bearer(accessToken)
                .json(body)
                .send();
    }

    private Answer logoutWith(String refreshToken) {
        return helpdesk.auth("POST", "/api/auth/logout")
                .json(Map.of("refreshToken", refreshToken))
                .send();
    }
}
