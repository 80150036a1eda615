package dev.helpdesk.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.token.User;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FacadeTest
class AccountTests {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final MockMvcTester mvc;
    private final FakeKeycloak keycloak;
    private final TestIdentityProvider provider;
    private User ada;

    AccountTests(
            @Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak, @Autowired TestIdentityProvider provider) {
        this.mvc = mvc;
        this.keycloak = keycloak;
        this.provider = provider;
        this.ada = keycloak.add("ada+help@example.com", "pw", "user", "agent");
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
        ada = keycloak.add("ada+help@example.com", "pw", "user", "agent");
    }

    @Test
    void showsTheCallerAsKeycloakKnowsThem() {
        MvcTestResult result = get("/api/auth/me", tokenOf(ada));

        assertThat(result).hasStatusOk().hasHeader("Cache-Control", "no-store");
        assertThat(body(result)).isEqualTo(JsonMapper.shared().readTree("""
                {"success":true,"user":{"id":"%s","email":"ada+help@example.com","firstName":"Ada","lastName":"Lovelace",
                "roles":["agent","user"],"emailVerified":false,"enabled":true,"createdAt":"1970-01-01T00:00:00Z"}}""".formatted(ada.id())));
    }

    @Test
    void showsTheCallerAsTheTokenSaysWhileKeycloakIsAway() {
        String token =
                provider.tokens().user().forSubject(ada.id()).withRoles("user").build();
        keycloak.goDown();

        MvcTestResult result = get("/api/auth/me", token);

        assertThat(result).hasStatusOk();
        assertThat(body(result).at("/user/id").asString()).isEqualTo(ada.id());
        assertThat(body(result).at("/user/roles").valueStream().map(JsonNode::asString))
                .containsExactly("user");
    }

    @Test
    void refusesACallerWhoIsNoMoreOrShutOut() {
        keycloak.disable(ada);

        MvcTestResult disabled = get("/api/auth/me", tokenOf(ada));
        MvcTestResult deleted = get("/api/auth/me", provider.tokens().user().build());

        assertThat(disabled).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(body(disabled).path("code").asString()).isEqualTo("token_revoked");
        assertThat(deleted).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(deleted).hasHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "admin"})
    void showsAnyoneToServicesAndAdministrators(String role) {
        MvcTestResult found = get("/api/auth/users/" + ada.id(), tokenWith(role));
        MvcTestResult missing = get("/api/auth/users/" + NOBODY, tokenWith(role));

        assertThat(found).hasStatusOk();
        assertThat(body(found).at("/user/email").asString()).isEqualTo("ada+help@example.com");
        assertThat(missing).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(body(missing).path("code").asString()).isEqualTo("user_not_found");
    }

    @Test
    void showsOthersOnlyThemselves() {
        User bob = keycloak.add("bob@example.com", "pw", "user");

        MvcTestResult self = get("/api/auth/users/" + ada.id().toUpperCase(Locale.ROOT), tokenOf(ada));
        MvcTestResult other = get("/api/auth/users/" + bob.id(), tokenOf(ada));
        MvcTestResult nobody = get("/api/auth/users/" + NOBODY, tokenOf(ada));

        assertThat(self).hasStatusOk();
        assertThat(other).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(other).hasHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        assertThat(nobody).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(body(nobody).path("detail")).isEqualTo(body(other).path("detail"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "profile",
                "123",
                "00000000-0000-0000-0000-00000000000g",
                "00000000000000000000000000000000"
            })
    void refusesWhatIsNoId(String id) {
        MvcTestResult result = get("/api/auth/users/" + id, tokenWith("service"));

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(body(result).path("code").asString()).isEqualTo("invalid_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada+help@example.com",
                "ADA+Help@Example.com",
                "ada%2Bhelp%40example.com",
                "ada+help%40example.com"
            })
    void findsByTheWholeAddress(String email) {
        MvcTestResult result = get("/api/auth/users/email/" + email, tokenWith("service"));

        assertThat(result).hasStatusOk();
        assertThat(body(result).at("/user/id").asString()).isEqualTo(ada.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nobody@example.com", "ada", "ada+help@", "*", "_da+help@example.com", "ada%20help@example.com"})
    void findsNobodyElse(String email) {
        MvcTestResult result = get("/api/auth/users/email/" + email, tokenWith("admin"));

        assertThat(result).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(body(result).path("code").asString()).isEqualTo("user_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/users/email/ada+help@example.com",
                "/api/auth/users/email/nobody@example.com",
                "/api/auth/users"
            })
    void showsNobodyToOthers(String path) {
        MvcTestResult user = get(path, tokenOf(ada));
        MvcTestResult stranger = mvc.get().uri(URI.create(path)).exchange();

        assertThat(user).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(body(user).path("code").asString()).isEqualTo("forbidden");
        assertThat(stranger).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(body(stranger).path("code").asString()).isEqualTo("token_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/users/email/ada+help@example.com",
                "/api/auth/users/email/nobody@example.com",
                "/api/auth/users",
                "/api/auth/stats"
            })
    void tellsOthersNothingByTheStatusOfAHeadRequest(String path) {
        MvcTestResult user = mvc.head()
                .uri(URI.create(path))
                .header("Authorization", "Bearer " + tokenOf(ada))
                .exchange();
        MvcTestResult administrator = mvc.head()
                .uri(URI.create(path))
                .header("Authorization", "Bearer " + tokenWith("admin"))
                .exchange();

        assertThat(user).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(user).hasHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        assertThat(administrator).hasStatus(path.contains("nobody") ? HttpStatus.NOT_FOUND : HttpStatus.OK);
    }

    @Test
    void listsEveryUserOncePageByPage() {
        for (int number = 0; number < 6; number++) {
            keycloak.add("user" + number + "@example.com", "pw", "user");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = body(get("/api/auth/users?limit=3" + cursor, tokenWith("service")));
            page.path("users").forEach(user -> seen.add(user.path("email").asString()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({"limit=0, out_of_range", "limit=101, out_of_range", "limit=-1, out_of_range", "limit=x, wrong_type"})
    void refusesOtherPageSizes(String query, String rule) {
        MvcTestResult result = get("/api/auth/users?" + query, tokenWith("service"));

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(body(result).at("/errors/0/field").asString()).isEqualTo("limit");
        assertThat(body(result).at("/errors/0/code").asString()).isEqualTo(rule);
    }

    @Test
    void refusesACursorItDidNotGive() {
        MvcTestResult result = get("/api/auth/users?cursor=zzz", tokenWith("service"));

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(body(result).path("code").asString()).isEqualTo("invalid_cursor");
    }

    @Test
    void answers503WhereOnlyKeycloakKnows() {
        keycloak.goDown();

        for (String path : List.of("/users", "/users/" + ada.id(), "/users/email/ada@example.com")) {
            MvcTestResult result = get("/api/auth" + path, tokenWith("service"));
            assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader("Retry-After", "5");
            assertThat(body(result).path("code").asString()).isEqualTo("identity_unavailable");
        }
    }

    private String tokenOf(User user) {
        return provider.tokens()
                .user()
                .forSubject(user.id())
                .withRoles(user.roles().toArray(String[]::new))
                .build();
    }

    private String tokenWith(String role) {
        return role.equals("service")
                ? provider.tokens().service("user-service").build()
                : provider.tokens().user().withRoles("user", role).build();
    }

    private MvcTestResult get(String path, String token) {
        return mvc.get()
                .uri(URI.create(path))
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private static JsonNode body(MvcTestResult result) {
        return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
    }
}
