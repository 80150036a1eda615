package dev.helpdesk.user.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.token.User;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class AdminUsersApiTests {

    private static final String USERS = "/api/admin/users";

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    private final User admin = People.admin();
    private String token = "";

    @BeforeEach
    void logIn() {
        token = authService.tokenOf(admin);
        authService.down(false);
    }

    private void exist(User... users) {
        List<User> all = new ArrayList<>(List.of(users));
        all.add(admin);
        authService.lists(all);
        await().until(() -> api.get(USERS + "?limit=100", token).at("/users").findValuesAsString("id").stream()
                .sorted()
                .toList()
                .equals(all.stream().map(User::id).sorted().toList()));
    }

    private List<String> ids(String query) {
        return api.get(USERS + query, token).expect(200).at("/users").findValuesAsString("id");
    }

    @Test
    void listsEveryUserOfTheRealm() {
        User stranger = People.named("Marie", "Curie");
        User person = People.withRoles("Alan", "Turing", "user", "agent");
        exist(stranger, person);
        api.put("/api/profile/me", authService.tokenOf(person), "{\"displayName\": \"Al\"}")
                .expect(200);

        Answer answer = api.get(USERS + "?sort=lastName", token).expect(200);

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().firstValue("Link")).isEmpty();
        assertThat(answer.at("/success").asBoolean()).isTrue();
        assertThat(answer.at("/total").asInt()).isEqualTo(3);
        assertThat(answer.at("/nextCursor").isNull()).isTrue();
        assertThat(answer.at("/users").findValuesAsString("id"))
                .containsExactly(stranger.id(), admin.id(), person.id());
        JsonNode first = answer.at("/users/0");
        assertThat(first.propertyNames())
                .containsExactly(
                        "id",
                        "email",
                        "firstName",
                        "lastName",
                        "roles",
                        "emailVerified",
                        "enabled",
                        "createdAt",
                        "profile");
        assertThat(first.at("/email").asString()).isEqualTo(stranger.email());
        assertThat(first.at("/roles/0").asString()).isEqualTo("user");
        assertThat(first.at("/emailVerified").asBoolean()).isTrue();
        assertThat(first.at("/enabled").asBoolean()).isTrue();
        assertThat(first.at("/createdAt").asString()).isEqualTo("2026-10-01T08:00:00Z");
        assertThat(first.at("/profile").isNull()).isTrue();
        assertThat(answer.at("/users/2/profile/displayName").asString()).isEqualTo("Al");
        assertThat(answer.at("/users/2/profile/avatar").isNull()).isTrue();
    }

    @Test
    void leafsThroughAllUsersEachOnce() {
        User[] users = IntStream.range(0, 7)
                .mapToObj(i -> People.named("Twin", "Same"))
                .toArray(User[]::new);
        exist(users);
        List<String> found = new ArrayList<>();
        String path = USERS + "?limit=3&sort=-lastName&q=same%20t";
        while (path != null) {
            Answer page = api.get(path, token).expect(200);
            assertThat(page.at("/total").asInt()).isEqualTo(7);
            found.addAll(page.at("/users").findValuesAsString("id"));
            path = page.headers()
                    .firstValue("Link")
                    .map(AdminUsersApiTests::target)
                    .orElse(null);
            assertThat(path == null).isEqualTo(page.at("/nextCursor").isNull());
        }
        assertThat(found).hasSize(7).doesNotHaveDuplicates();
    }

    private static String target(String link) {
        assertThat(link).matches("</api/admin/users\\?[^<> \"]+>; rel=\"next\"");
        return link.substring(1, link.indexOf('>'));
    }

    @Test
    void keepsItsPlaceWhenOthersCome() {
        User b = People.named("B", "bb");
        User d = People.named("D", "dd");
        exist(b, d, People.named("F", "ff"));
        Answer first = api.get(USERS + "?limit=2&sort=lastName", token);
        assertThat(first.at("/users").findValuesAsString("lastName")).containsExactly("bb", "dd");

        exist(b, d, People.named("F", "ff"), People.named("A", "aa"), People.named("E", "ee"));

        assertThat(api.get(target(first.header("Link")), token).at("/users").findValuesAsString("lastName"))
                .containsExactly("ee", "ff");
    }

    @ParameterizedTest
    @CsvSource({
        "createdAt",
        "-createdAt",
        "email",
        "-email",
        "firstName",
        "-firstName",
        "lastName",
        "-lastName",
    })
    void sortsBothWays(String sort) {
        exist(People.named("Zoé", "Arnaud"), People.named("élise", "Zola"), People.named("Bob", "martin"));

        List<String> forth = ids("?sort=" + sort);
        String opposite = sort.startsWith("-") ? sort.substring(1) : "-" + sort;

        assertThat(forth).hasSize(4);
        assertThat(ids("?sort=" + opposite)).isEqualTo(forth.reversed());
    }

    @Test
    void sortsNamesRegardlessOfCaseAndAccents() {
        exist(People.named("Zoé", "Arnaud"), People.named("élise", "Zola"), People.named("Bob", "martin"));

        assertThat(api.get(USERS + "?sort=firstName", token).at("/users").findValuesAsString("firstName"))
                .containsExactly("Bob", "élise", "Grace", "Zoé");
    }

    @Test
    void searchesEmailAndNames() {
        User user = People.user("Jean_Paul%X@example.org", "Jean-Paul", "Élan", true, "user");
        exist(user, People.named("Jeanpaulx", "Elanor"));

        for (String q : List.of(
                "jean_p", "PAUL%25X", "%C3%89LAN%20jean", "jean-paul%20elan", "elan%20JEAN-p", "l%25x%40EXAMPLE")) {
            assertThat(ids("?q=" + q)).as(q).containsExactly(user.id());
        }
        assertThat(ids("?q=elan")).hasSize(2);
        assertThat(ids("?q=%25")).containsExactly(user.id());
        assertThat(ids("?q=%5C")).isEmpty();
        assertThat(ids("?q='%3B--")).isEmpty();
        assertThat(ids("?q=")).hasSize(3);
    }

    @Test
    void filtersByRoleAndStatus() {
        User agent = People.withRoles("A", "Gent", "user", "agent");
        User disabled = People.disabled("Dis", "Abled");
        exist(agent, disabled);

        assertThat(ids("?role=agent")).containsExactly(agent.id());
        assertThat(ids("?role=admin")).containsExactly(admin.id());
        assertThat(ids("?status=disabled")).containsExactly(disabled.id());
        assertThat(ids("?status=enabled")).containsExactlyInAnyOrder(agent.id(), admin.id());
        assertThat(ids("?status=disabled&role=agent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0, out_of_range",
        "limit, 101, out_of_range",
        "limit, -1, out_of_range",
        "limit, many, wrong_type",
        "limit, 99999999999, wrong_type",
        "sort, id, unsupported_value",
        "sort, 'email;drop', unsupported_value",
        "sort, '', unsupported_value",
        "status, gone, unsupported_value",
        "role, root, unsupported_value",
        "q, %00, invalid_characters",
        "q, a%0Ab, invalid_characters"
    })
    void refusesOtherParameters(String name, String value, String code) {
        api.get(USERS + "?" + name + "=" + value, token).expectInvalid(name, code);
    }

    @Test
    void refusesLongSearches() {
        api.get(USERS + "?q=" + "x".repeat(201), token).expectInvalid("q", "too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "eyJhIjoxfQ=="})
    void refusesCursorsItDidNotMake(String cursor) {
        api.get(USERS + "?cursor=" + cursor, token).expectError(400, "invalid_cursor");
    }

    @Test
    void refusesCursorsThatWereChangedOrBelongToAnotherList() {
        exist(People.somebody(), People.somebody());
        String cursor =
                api.get(USERS + "?limit=1&sort=email", token).at("/nextCursor").asString();
        String changed = (cursor.charAt(20) == 'A' ? "B" : "A");

        api.get(USERS + "?sort=email&cursor=" + cursor, token).expect(200);
        api.get(USERS + "?sort=email&cursor=" + cursor.substring(0, 20) + changed + cursor.substring(21), token)
                .expectError(400, "invalid_cursor");
        api.get(USERS + "?sort=-email&cursor=" + cursor, token).expectError(400, "invalid_cursor");
        api.get(USERS + "?sort=email&status=enabled&cursor=" + cursor, token).expectError(400, "invalid_cursor");
    }

    @Test
    void forgetsThoseWhoVanish() {
        User leaver = People.named("Long", "Gone");
        exist(leaver);
        assertThat(ids("?q=gone")).containsExactly(leaver.id());

        authService.forgets(leaver);
        await().until(() -> ids("?q=gone").isEmpty());
    }

    @Test
    void keepsWhatItKnowsWhileTheAuthServiceIsDown() {
        User user = People.somebody();
        exist(user);
        authService.down(true);
        authService.lists(List.of());
        api.get("/api/profile/me", token).expect(200);

        assertThat(ids("")).containsExactlyInAnyOrder(user.id(), admin.id());
    }

    @Test
    void doesNotListServiceAccounts() {
        exist();
        api.get("/api/profile/me", authService.tokenOf(People.user(null, "", "", true, "service")))
                .expectError(403, "forbidden");

        assertThat(ids("")).containsExactly(admin.id());
    }

    @Test
    void isForAdministratorsOnly() {
        String user = authService.tokenOf(People.somebody());
        for (String path : List.of(USERS, USERS + "?limit=0", "/api/admin/stats", "/api/admin/nothing")) {
            assertThat(api.get(path, user).expectError(403, "forbidden").header("WWW-Authenticate"))
                    .isEqualTo("Bearer error=\"insufficient_scope\"");
            api.get(path).expectError(401, "token_missing");
        }
    }
}
