package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /api/auth/login}. */
@ExtendWith(RunningSystem.class)
class LoginIT {

    private final Helpdesk helpdesk;
    private final Console console;

    LoginIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    @Test
    void answersWithTokensAndTheUser() {
        Person person = Person.unique();
        Session registered = helpdesk.register(person);

        Answer answer = login(person.credentials()).expect(200);

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
        assertThat(answer.at("/user/id")).isEqualTo(registered.userId());
        assertThat(answer.at("/sessionId")).isNotEqualTo(registered.sessionId());
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        helpdesk.verify(answer.at("/accessToken")).expect(200);
    }

    @Test
    void takesTheAddressInAnyCase_I14() {
        Person person = Person.unique();
        helpdesk.register(person);

        login(person.withEmail(" " + person.email().toUpperCase(Locale.ROOT)).credentials())
                .expect(200);
    }

    @Test
    void givesUnknownWrongAndDisabledTheSameAnswer_G01() {
        Person known = Person.unique();
        helpdesk.register(known);
        Person disabled = Person.unique();
        console.disable(helpdesk.register(disabled).userId());

        List<Map<String, String>> answers = new ArrayList<>();
        for (Person person : List.of(
                Person.unique(),
                known.withPassword("not the password"),
                disabled,
                disabled.withPassword("not the password"),
                known.withEmail("service-account-auth-facade@placeholder.org"))) {
            answers.add(comparable(login(person.credentials()).expectError(401, "invalid_credentials")));
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.getFirst()));
    }

    @Test
    void namesThePendingActionsAfterARightPasswordOnly() {
        Person person = Person.unique();
        String userId = helpdesk.register(person).userId();
        console.change(userId, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));

        Answer right = login(person.credentials()).expectError(403, "account_action_required");
        login(person.withPassword("not the password").credentials()).expectError(401, "invalid_credentials");

        assertThat(right.json().path("actions").valueStream().map(action -> action.asString()))
                .containsExactly("UPDATE_PASSWORD");
    }

    @Test
    void saysThatTheAddressMustBeVerifiedAfterARightPasswordOnly() {
        Person person = Person.unique();
        String userId = helpdesk.register(person).userId();
        console.change(userId, Map.of("requiredActions", List.of("VERIFY_EMAIL")));

        login(person.credentials()).expectError(403, "email_not_verified");
        login(person.withPassword("not the password").credentials()).expectError(401, "invalid_credentials");
    }

    @Test
    void letsNoServiceAccountIn_K04() {
        for (String name : List.of("service-account-auth-facade", "service-account-user-service", "admin")) {
            Answer answer = login(Map.of("email", name, "password", "whatever it may be"));
            assertThat(answer.status()).as(answer.text()).isIn(400, 401);
            assertThat(answer.text()).doesNotContain("accessToken");
        }
    }

    @Test
    void coercesNothing_I04() {
        for (Object value : List.of(123456, true, List.of("a"), Map.of("$ne", "x"), 1.5)) {
            login(Map.of("email", Person.unique().email(), "password", value))
                    .expectFieldError("password", "wrong_type");
            login(Map.of("email", value, "password", "whatever it may be")).expectFieldError("email", "wrong_type");
        }
    }

    @Test
    void stopsGuessingOnOneAccount() {
        Person person = Person.unique();
        List<Integer> statuses = new ArrayList<>();
        Answer last = null;
        for (int attempt = 0; attempt < 12; attempt++) {
            last = login(person.credentials());
            statuses.add(last.status());
        }

        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(last).isNotNull();
        last.expectError(429, "too_many_attempts");
        assertThat(Integer.parseInt(last.header("Retry-After").orElseThrow())).isBetween(1, 60);
    }

    private Answer login(Map<String, Object> body) {
        return helpdesk.auth("POST", "/api/auth/login").json(body).send();
    }

    /** Everything a client sees but what differs by design: the request's id and the clock. */
    private static Map<String, String> comparable(Answer answer) {
        Map<String, String> seen = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> seen.put(name.toLowerCase(Locale.ROOT), values.toString()));
        seen.keySet().removeAll(List.of("date", "x-request-id"));
        seen.put("status", Integer.toString(answer.status()));
        seen.put("body", answer.text().replace(answer.at("/requestId"), "<id>"));
        return seen;
    }
}
