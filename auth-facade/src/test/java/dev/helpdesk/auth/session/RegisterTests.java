package dev.helpdesk.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@FacadeTest
class RegisterTests {

    private final SessionApi api;
    private final FakeKeycloak keycloak;

    RegisterTests(@Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak) {
        this.api = new SessionApi(mvc);
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
    }

    @Test
    void logsTheNewUserIn() {
        MvcTestResult result = api.register("ada@example.com");

        JsonNode body = SessionApi.body(result);
        assertThat(result).hasStatus(HttpStatus.CREATED);
        assertThat(result)
                .hasHeader("Location", "/api/auth/users/" + body.at("/user/id").asString());
        assertThat(result).hasHeader("Cache-Control", "no-store");
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder(
                        "success",
                        "accessToken",
                        "refreshToken",
                        "tokenType",
                        "expiresIn",
                        "refreshExpiresIn",
                        "sessionId",
                        "user");
        assertThat(body.at("/user").propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "email", "firstName", "lastName", "roles", "emailVerified", "enabled", "createdAt");
        assertThat(body.path("tokenType").asString()).isEqualTo("Bearer");
        assertThat(api.verify(body.path("accessToken").asString())).isEqualTo(200);
    }

    @Test
    void keepsOneAccountPerAddressHoweverItIsWritten() {
        MvcTestResult first = api.register("  Ada+Help@Example.COM ");
        MvcTestResult second = api.register("ada+help@example.com");

        assertThat(SessionApi.body(first).at("/user/email").asString()).isEqualTo("ada+help@example.com");
        assertThat(second).hasStatus(HttpStatus.CONFLICT);
        assertThat(SessionApi.body(second).path("code").asString()).isEqualTo("email_taken");
    }

    @Test
    void makesOneAccountOfManyRegistrationsAtOnce() throws Exception {
        List<Callable<Integer>> all = Collections.nCopies(
                10, () -> api.register("race@example.com").getResponse().getStatus());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(all).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(statuses).containsOnlyOnce(201).startsWith(201).containsOnly(201, 409);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    email,     '',                         required
                    email,     '   ',                      required
                    email,     ada,                        invalid_email
                    email,     ada@localhost,              invalid_email
                    email,     a b@example.com,            invalid_email
                    email,     a..b@example.com,           invalid_email
                    email,     a/b@example.com,            invalid_email
                    email,     a%b@example.com,            invalid_email
                    email,     '\u0001ada@example.com',    invalid_email
                    email,     \u00e9ve@example.com,       invalid_email
                    password,  '',                         required
                    password,  eleven-char,                weak_password
                    password,  motdepasse1234,             weak_password
                    password,  ADA@EXAMPLE.COM,            weak_password
                    firstName, ' ',                        required
                    firstName, <script>,                   invalid_characters
                    lastName,  'a\u202eb',                 invalid_characters
                    locale,    de,                         unsupported_value
                    """)
    void namesTheFieldAndTheRule(String field, String value, String rule) {
        MvcTestResult result = api.post("register", with(field, value));

        JsonNode body = SessionApi.body(result);
        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(body.path("code").asString()).isEqualTo("validation_failed");
        assertThat(body.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("code").asString()))
                .containsExactly(field + " " + rule);
        assertThat(body.at("/errors/0/message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"email, 300", "password, 129", "firstName, 256", "lastName, 256"})
    void refusesWhatIsTooLong(String field, int length) {
        MvcTestResult result = api.post("register", with(field, "x".repeat(length)));

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(result).at("/errors/0/code").asString()).isEqualTo("too_long");
    }

    @ParameterizedTest
    @CsvSource({"role", "roles", "enabled", "emailVerified", "id", "__proto__"})
    void refusesFieldsNobodyMaySet(String field) {
        MvcTestResult result = api.post("register", with(field, "admin"));

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("unknown_field");
    }

    @Test
    void answers503WhenKeycloakIsAway() {
        keycloak.goDown();

        MvcTestResult result = api.register("ada@example.com");

        assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(result).hasHeader("Retry-After", "5");
        assertThat(SessionApi.body(result).path("code").asString()).isEqualTo("identity_unavailable");
    }

    @Test
    void leavesAWholeUserWhenKeycloakDiesBeforeTheLogin() {
        keycloak.dieAfterRegistration();
        assertThat(api.register(SessionApi.EMAIL)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);

        keycloak.comeBack();

        assertThat(api.register(SessionApi.EMAIL)).hasStatus(HttpStatus.CONFLICT);
        assertThat(api.verify(api.logIn(SessionApi.EMAIL).accessToken())).isEqualTo(200);
    }

    private static Map<String, Object> with(String field, String value) {
        Map<String, Object> body = new HashMap<>(SessionApi.registration(SessionApi.EMAIL));
        body.put(field, value);
        return body;
    }
}
