package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** {@code GET} and {@code PUT /api/profile/me}, in both ways of checking tokens. */
@ExtendWith(RunningSystem.class)
class ProfileIT {

    private static final Map<String, Object> COMPLETE = Map.of(
            "displayName", "Countess",
            "phone", "+33142278186",
            "department", "Analysis",
            "jobTitle", "Programmer",
            "locale", "fr-FR",
            "timezone", "Europe/Paris",
            "bio", "First of her kind.\nWrote notes.");

    private final Helpdesk helpdesk;

    ProfileIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void existsFromTheFirstLook(TokenMode mode) {
        Person person = Person.unique();
        Session session = helpdesk.register(person);

        Answer answer = read(mode, session).expect(200);

        JsonNode profile = answer.json().path("profile");
        assertThat(profile.propertyNames())
                .containsExactlyInAnyOrder(
                        "userId",
                        "email",
                        "firstName",
                        "lastName",
                        "displayName",
                        "phone",
                        "department",
                        "jobTitle",
                        "locale",
                        "timezone",
                        "bio",
                        "avatar",
                        "createdAt",
                        "updatedAt");
        assertThat(profile.path("userId").asString()).isEqualTo(session.userId());
        assertThat(profile.path("email").asString()).isEqualTo(person.email());
        assertThat(profile.path("firstName").asString()).isEqualTo("Ada");
        assertThat(profile.path("avatar").isNull()).isTrue();
        assertThat(answer.header("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("\"[^\"]+\""));
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void isMadeOnceByManyFirstLooks_G14(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());

        List<String> tags = IntStream.range(0, 10)
                .parallel()
                .mapToObj(ignored -> read(mode, session).expect(200).at("/profile/createdAt"))
                .distinct()
                .toList();

        assertThat(tags).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void isReplacedByPut(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        String first = read(mode, session).header("ETag").orElseThrow();

        Answer changed = write(mode, session).json(COMPLETE).send().expect(200);

        COMPLETE.forEach(
                (field, value) -> assertThat(changed.at("/profile/" + field)).isEqualTo(value));
        assertThat(changed.header("ETag")).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(read(mode, session).json()).isEqualTo(changed.json());

        Answer cleared =
                write(mode, session).json(Map.of("displayName", "Ada")).send().expect(200);
        assertThat(cleared.json().at("/profile/bio").isNull()).isTrue();
        assertThat(cleared.at("/profile/displayName")).isEqualTo("Ada");
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void losesNoWriteToAStaleOne_O06(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        String tag = read(mode, session).header("ETag").orElseThrow();

        write(mode, session)
                .header("If-Match", tag)
                .json(Map.of("bio", "one"))
                .send()
                .expect(200);
        write(mode, session)
                .header("If-Match", tag)
                .json(Map.of("bio", "two"))
                .send()
                .expectError(412, "precondition_failed");

        assertThat(read(mode, session).at("/profile/bio")).isEqualTo("one");
        String current = read(mode, session).header("ETag").orElseThrow();
        helpdesk.user(mode, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .header("If-None-Match", current)
                .send()
                .expect(304);
    }

    @ParameterizedTest
    @CsvSource({
        "phone,0142278186,invalid_phone",
        "phone,+0142278186,invalid_phone",
        "locale,not_a_locale,invalid_locale",
        "timezone,Mars/Olympus,invalid_timezone",
        "timezone,+02:00,invalid_timezone"
    })
    void namesTheFieldThatIsWrong(String field, String value, String rule) {
        Session session = helpdesk.register(Person.unique());
        for (TokenMode mode : TokenMode.values()) {
            write(mode, session).json(Map.of(field, value)).send().expectFieldError(field, rule);
        }
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void keepsTextAsItIs_I12(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        for (String text : List.of("<script>alert(1)</script>", "'; DROP TABLE profile; --", "${7*7}", "Zoë 🎩 日本")) {
            assertThat(write(mode, session)
                            .json(Map.of("displayName", text))
                            .send()
                            .expect(200)
                            .at("/profile/displayName"))
                    .isEqualTo(text);
        }
        for (String field : List.of("displayName", "department", "jobTitle", "bio")) {
            write(mode, session).json(Map.of(field, "x".repeat(5000))).send().expectFieldError(field, "too_long");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "id",
        "userId",
        "sub",
        "email",
        "firstName",
        "role",
        "roles",
        "isAdmin",
        "createdAt",
        "avatar",
        "version"
    })
    void refusesFieldsThatAreNotTheOwnersToSet_I09(String field) {
        Session session = helpdesk.register(Person.unique());
        Map<String, Object> body = new HashMap<>(COMPLETE);
        body.put(field, "admin");

        write(TokenMode.FACADE, session).json(body).send().expectFieldError(field, "unknown_field");

        assertThat(read(TokenMode.FACADE, session)
                        .json()
                        .at("/profile/displayName")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void wantsAToken(TokenMode mode) {
        for (String method : new String[] {"GET", "PUT"}) {
            Answer answer =
                    helpdesk.user(mode, method, "/api/profile/me").send().expectError(401, "token_missing");
            assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
            helpdesk.user(mode, method, "/api/profile/me")
                    .bearer("a.b.c")
                    .send()
                    .expectError(401, "token_invalid");
        }
        Session session = helpdesk.register(Person.unique());
        helpdesk.user(mode, "GET", "/api/profile/me")
                .bearer(session.refreshToken())
                .send()
                .expectError(401, "token_invalid");
    }

    private Answer read(TokenMode mode, Session session) {
        return helpdesk.user(mode, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .send();
    }

    private Call write(TokenMode mode, Session session) {
        return helpdesk.user(mode, "PUT", "/api/profile/me").bearer(session.accessToken());
    }
}
