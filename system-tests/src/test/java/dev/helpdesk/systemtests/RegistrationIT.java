package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/auth/register}. */
@ExtendWith(RunningSystem.class)
class RegistrationIT {

    private final Helpdesk helpdesk;
    private final Console console;

    RegistrationIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    @Test
    void answersWithTokensAndTheUser() {
        Person person = Person.unique();

        Answer answer = register(person.registration()).expect(201);

        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.at("/tokenType")).isEqualTo("Bearer");
        assertThat(answer.json().path("expiresIn").asInt()).isPositive();
        assertThat(answer.json().path("refreshExpiresIn").asInt()).isPositive();
        assertThat(answer.at("/sessionId")).isNotBlank();
        assertThat(answer.at("/user/email")).isEqualTo(person.email());
        assertThat(answer.at("/user/firstName")).isEqualTo("Ada");
        assertThat(answer.at("/user/lastName")).isEqualTo("Lovelace");
        assertThat(answer.json().at("/user/roles").valueStream().map(role -> role.asString()))
                .containsExactly("user");
        assertThat(answer.json().at("/user/enabled").asBoolean()).isTrue();
        assertThat(answer.json().at("/user/emailVerified").asBoolean()).isFalse();
        assertThat(answer.at("/user/createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(answer.header("Location")).hasValue("/api/auth/users/" + answer.at("/user/id"));
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
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
        helpdesk.verify(answer.at("/accessToken")).expect(200);
    }

    @Test
    void refusesATakenAddressInAnyCase() {
        Person person = Person.unique();
        helpdesk.register(person);

        register(person.withEmail(" " + person.email().toUpperCase(Locale.ROOT) + " ")
                        .registration())
                .expectError(409, "email_taken");
    }

    @Test
    void makesOneAccountOutOfManyRequestsAtOnce() {
        Person person = Person.unique();

        List<Integer> statuses = IntStream.range(0, 20)
                .parallel()
                .mapToObj(ignored -> register(person.registration()).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        assertThat(statuses).hasSize(20);
        helpdesk.login(person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password", "firstName", "lastName"})
    void namesAMissingField(String field) {
        Map<String, Object> body = new HashMap<>(Person.unique().registration());
        body.remove(field);
        register(body).expectFieldError(field, "required");
        body.put(field, null);
        register(body).expectFieldError(field, "required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a@", "@b.org", "a b@example.org", "a@b@c.org", "a@-example.org", "a@exa mple.org"})
    void refusesWhatIsNoAddress(String email) {
        register(Person.unique().withEmail(email).registration()).expectFieldError("email", "invalid_email");
    }

    @Test
    void refusesAWeakPassword() {
        Person person = Person.unique();
        for (String weak : List.of("short-pass1", person.email(), "password1234")) {
            register(person.withPassword(weak).registration()).expectFieldError("password", "weak_password");
        }
        register(person.withPassword("x".repeat(129)).registration()).expectFieldError("password", "too_long");
        register(person.registration()).expect(201);
    }

    @Test
    void acceptsPasswordsOfTheWholeRangeAsTheyAre() {
        for (String password : List.of("  spaced out pass ", "Zz9-" + "q".repeat(124), "clé-à-molette-🔧-bleue")) {
            Person person = Person.unique().withPassword(password);
            helpdesk.register(person);
            helpdesk.login(person);
            helpdesk.auth("POST", "/api/auth/login")
                    .json(person.withPassword("x" + password.strip().substring(1))
                            .credentials())
                    .send()
                    .expectError(401, "invalid_credentials");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "role,admin",
        "roles,admin",
        "realmRoles,admin",
        "groups,admins",
        "enabled,false",
        "emailVerified,true",
        "id,1",
        "attributes,x",
        "requiredActions,x"
    })
    void refusesFieldsOnlyTheServerSets_I08(String field, String value) {
        Map<String, Object> body = new HashMap<>(Person.unique().registration());
        body.put(field, value);
        register(body).expectFieldError(field, "unknown_field");
    }

    @Test
    void showsTheNewUserInTheConsole() {
        Person person = Person.unique();
        Session session = helpdesk.register(person);

        Answer user = console.call("GET", "/users/" + session.userId()).send().expect(200);

        assertThat(user.at("/email")).isEqualTo(person.email());
        assertThat(user.at("/firstName")).isEqualTo("Ada");
        assertThat(user.json().path("requiredActions")).isEmpty();
    }

    @Test
    void speaksFrenchWhenAsked() {
        Person person = Person.unique();
        helpdesk.register(person);

        Answer english = register(person.registration()).expectError(409, "email_taken");
        Answer french = helpdesk.auth("POST", "/api/auth/register")
                .french()
                .json(person.registration())
                .send()
                .expectError(409, "email_taken");

        assertThat(french.at("/error")).isNotEqualTo(english.at("/error"));
        assertThat(french.header("Content-Language")).hasValue("fr");
        assertThat(english.header("Content-Language")).hasValue("en");
    }

    private Answer register(Map<String, Object> body) {
        return helpdesk.auth("POST", "/api/auth/register").json(body).send();
    }
}
