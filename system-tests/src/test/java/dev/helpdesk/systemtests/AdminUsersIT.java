package dev.helpdesk.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/admin/users}. */
@ExtendWith(RunningSystem.class)
class AdminUsersIT {

    private final Helpdesk helpdesk;
    private final Console console;
    private final String admin;

    AdminUsersIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
        this.admin = helpdesk.admin().accessToken();
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void showsAUserMadeInTheConsoleWhoNeverCame(TokenMode mode) {
        Person person = Person.unique();
        String id = console.create(person);

        await().untilAsserted(() -> {
            JsonNode page = list(mode, "?q=" + person.email()).expect(200).json();
            assertThat(page.path("total").asInt()).isEqualTo(1);
            assertThat(page.at("/users/0/id").asString()).isEqualTo(id);
            assertThat(page.at("/users/0/firstName").asString()).isEqualTo("Ada");
            assertThat(page.at("/users/0/enabled").asBoolean()).isTrue();
        });
    }

    @Test
    void pagesThroughEverybodyOnce() {
        String family = "Zz" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            Person person = Person.unique();
            helpdesk.register(new Person(person.email(), person.password(), "N" + i, family));
        }
        await().until(() -> list(TokenMode.FACADE, "?q=" + family)
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt()
                == 5);
        List<String> names = new ArrayList<>();
        String query = "?limit=2&sort=email&q=" + family;
        String next = "";
        do {
            Answer page = list(TokenMode.FACADE, query + next).expect(200);
            assertThat(page.json().path("total").asInt()).isEqualTo(5);
            page.json()
                    .path("users")
                    .forEach(user -> names.add(user.path("firstName").asString()));
            JsonNode cursor = page.json().path("nextCursor");
            assertThat(page.header("Link").isPresent()).isEqualTo(!cursor.isNull());
            next = cursor.isNull() ? "" : "&cursor=" + URLEncoder.encode(cursor.asString(), UTF_8);
        } while (!next.isEmpty());

        assertThat(names).containsExactlyInAnyOrder("N0", "N1", "N2", "N3", "N4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?cursor=zzz",
                "?limit=0",
                "?limit=101",
                "?limit=1000000",
                "?sort=password",
                "?sort=(select%201)",
                "?status=gone",
                "?role=root"
            })
    void refusesWhatItDoesNotKnow_I02(String query) {
        list(TokenMode.FACADE, query)
                .expectError(400, query.startsWith("?cursor") ? "invalid_cursor" : "validation_failed");
    }

    @Test
    void takesWildcardsLiterally() {
        for (String wildcard : List.of("%25", "_%25_", "%27%20OR%201=1--")) {
            assertThat(list(TokenMode.FACADE, "?q=zzz" + wildcard)
                            .expect(200)
                            .json()
                            .path("total")
                            .asInt())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void isForAdministratorsOnly_O03(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        for (String path : List.of("/api/admin/users", "/api/admin/stats")) {
            helpdesk.user(mode, "GET", path)
                    .bearer(session.accessToken())
                    .send()
                    .expectError(403, "forbidden");
            helpdesk.user(mode, "GET", path).send().expectError(401, "token_missing");
            helpdesk.user(mode, "GET", path).bearer(admin).send().expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/admin/users",
                "/api/./admin/users",
                "/api/admin/users;x=y",
                "/api/%61dmin/users",
                "/API/ADMIN/users",
                "/api/admin/users/",
                "/api/admin/users.json",
                "/x/..;/api/admin/users",
                "/api/profile/%2e%2e/admin/users"
            })
    void isNotReachedByAnotherSpelling_I26(String path) {
        Session session = helpdesk.register(Person.unique());

        Answer answer = helpdesk.user(TokenMode.FACADE, "GET", path)
                .bearer(session.accessToken())
                .send();

        assertThat(answer.status()).as(answer.text()).isIn(400, 403, 404);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    private Answer list(TokenMode mode, String query) {
        return helpdesk.user(mode, "GET", "/api/admin/users" + query)
                .bearer(admin)
                .send();
    }
}
