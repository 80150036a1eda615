package dev.helpdesk.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/auth/me} and the look-ups under {@code /api/auth/users}. */
@ExtendWith(RunningSystem.class)
class AccountIT {

    private static final String[] USER_FIELDS = {
        "id", "email", "firstName", "lastName", "roles", "emailVerified", "enabled", "createdAt"
    };

    private final Helpdesk helpdesk;
    private final Console console;

    AccountIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    @Test
    void showsOneselfAsTheConsoleKnowsOneNow() {
        Session session = helpdesk.register(Person.unique());
        console.change(session.userId(), Map.of("lastName", "King"));

        Answer me = get("/api/auth/me", session.accessToken()).expect(200);

        assertThat(me.json().propertyNames()).containsExactlyInAnyOrder("success", "user");
        assertThat(me.json().path("user").propertyNames()).containsExactlyInAnyOrder(USER_FIELDS);
        assertThat(me.at("/user/lastName")).isEqualTo("King");
    }

    @Test
    void wantsAToken() {
        for (String path : new String[] {
            "/api/auth/me",
            "/api/auth/users",
            "/api/auth/users/" + UUID.randomUUID(),
            "/api/auth/users/email/a@b.org",
            "/api/auth/stats"
        }) {
            helpdesk.auth("GET", path).send().expectError(401, "token_missing");
            get(path, "a.b.c").expectError(401, "token_invalid");
        }
    }

    @Test
    void findsByIdForServicesAdminsAndOneself() {
        Session session = helpdesk.register(Person.unique());
        String path = "/api/auth/users/" + session.userId();

        for (String token : new String[] {
            session.accessToken(), helpdesk.serviceToken(), helpdesk.admin().accessToken()
        }) {
            Answer answer = get(path, token).expect(200);
            assertThat(answer.at("/user/id")).isEqualTo(session.userId());
            assertThat(answer.json().path("user").propertyNames()).containsExactlyInAnyOrder(USER_FIELDS);
        }
        get("/api/auth/users/" + UUID.randomUUID(), helpdesk.serviceToken()).expectError(404, "user_not_found");
    }

    @Test
    void tellsUsersNothingOfOthers_O01() {
        Session session = helpdesk.register(Person.unique());
        Session other = helpdesk.register(Person.unique());

        for (String path : new String[] {
            "/api/auth/users/" + other.userId(),
            "/api/auth/users/" + UUID.randomUUID(),
            "/api/auth/users/email/nobody@example.org",
            "/api/auth/users",
            "/api/auth/stats"
        }) {
            Answer answer = get(path, session.accessToken()).expectError(403, "forbidden");
            assertThat(answer.header("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).contains("error=\"insufficient_scope\""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "profile",
                "1",
                "..%2fclients",
                "%2e%2e",
                "00000000-0000-0000-0000-00000000000g",
                "a%00b"
            })
    void refusesWhatIsNoId_K01(String id) {
        Answer answer = get("/api/auth/users/" + id, helpdesk.serviceToken());

        assertThat(answer.status()).as(answer.text()).isIn(400, 404);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        get("/api/auth/users/count", helpdesk.serviceToken()).expectError(400, "invalid_id");
    }

    @Test
    void findsByExactAddressInAnyCase() {
        Person person = Person.unique();
        Person tagged = Person.unique();
        Person withTag = tagged.withEmail(tagged.email().replace("@", "+tag@"));
        String id = helpdesk.register(person).userId();
        String tagId = helpdesk.register(withTag).userId();
        String token = helpdesk.serviceToken();

        assertThat(byEmail(person.email(), token).expect(200).at("/user/id")).isEqualTo(id);
        assertThat(byEmail(person.email().toUpperCase(Locale.ROOT), token)
                        .expect(200)
                        .at("/user/id"))
                .isEqualTo(id);
        assertThat(byEmail(withTag.email(), token).expect(200).at("/user/id")).isEqualTo(tagId);
        assertThat(get("/api/auth/users/email/" + withTag.email(), token)
                        .expect(200)
                        .at("/user/id"))
                .isEqualTo(tagId);
        byEmail(tagged.email(), token).expectError(404, "user_not_found");
        byEmail(person.email().substring(1), token).expectError(404, "user_not_found");
        for (String pattern : new String[] {"*", "_", "%", "person-*", "a@b.c&search=*"}) {
            assertThat(byEmail(pattern, token).status()).as(pattern).isIn(400, 404);
        }
    }

    @Test
    void listsEveryUserOnceInPages() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            expected.add(helpdesk.register(Person.unique()).userId());
        }
        String token = helpdesk.serviceToken();
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    get("/api/auth/users?limit=2" + cursor, token).expect(200).json();
            assertThat(page.path("users")).hasSizeLessThanOrEqualTo(2);
            page.path("users").forEach(user -> {
                assertThat(user.propertyNames()).containsExactlyInAnyOrder(USER_FIELDS);
                assertThat(seen.add(user.path("id").asString())).isTrue();
            });
            JsonNode next = page.path("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + URLEncoder.encode(next.asString(), UTF_8);
        } while (!cursor.isEmpty());

        assertThat(seen).containsAll(expected);
        assertThat(get("/api/auth/users?limit=100", token).expect(200).text()).doesNotContain("service-account");
    }

    @Test
    void refusesLimitsAndCursorsItNeverGave() {
        String token = helpdesk.serviceToken();

        get("/api/auth/users?cursor=zzz", token).expectError(400, "invalid_cursor");
        get("/api/auth/users?cursor=", token).expectError(400, "invalid_cursor");
        for (String limit : new String[] {"0", "-1", "101", "x", "2147483648"}) {
            Answer answer = get("/api/auth/users?limit=" + limit, token);
            answer.expectError(400, "validation_failed");
            assertThat(answer.at("/errors/0/field")).isEqualTo("limit");
        }
    }

    private Answer byEmail(String email, String token) {
        String encoded = URLEncoder.encode(email, UTF_8).replace("+", "%20");
        return get("/api/auth/users/email/" + encoded, token);
    }

    private Answer get(String path, String token) {
        return helpdesk.auth("GET", path).bearer(token).send();
    }
}
