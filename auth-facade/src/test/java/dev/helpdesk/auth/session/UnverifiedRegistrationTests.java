package dev.helpdesk.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.auth.keycloak.NewUser;
import dev.helpdesk.auth.once.Tickets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@FacadeTest
@TestPropertySource(properties = {"registration.verify.email=true", "registration.verify.answer.after=1ms"})
class UnverifiedRegistrationTests {

    private final SessionApi api;
    private final FakeKeycloak keycloak;

    UnverifiedRegistrationTests(@Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak) {
        this.api = new SessionApi(mvc);
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
    }

    @Test
    void sendsMailAndNoTokens() throws Exception {
        MvcTestResult result = api.register(SessionApi.EMAIL);

        assertThat(result).hasStatus(HttpStatus.ACCEPTED);
        assertThat(result.getResponse().getContentAsString())
                .isEqualTo("{\"success\":true,\"verificationRequired\":true}");
        String userId = keycloak.byEmail(SessionApi.EMAIL).orElseThrow().id();
        await().untilAsserted(() -> assertThat(keycloak.mails()).containsExactly(userId));
        MvcTestResult login = api.post("login", Map.of("email", SessionApi.EMAIL, "password", SessionApi.PASSWORD));
        assertThat(login).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(SessionApi.body(login).path("code").asString()).isEqualTo("email_not_verified");
    }

    @Test
    void answersTheSameForATakenAddress() throws Exception {
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");

        MvcTestResult taken = api.register(SessionApi.EMAIL);
        MvcTestResult free = api.register("free@example.com");

        assertThat(taken).hasStatus(HttpStatus.ACCEPTED);
        assertThat(taken.getResponse().getContentAsString())
                .isEqualTo(free.getResponse().getContentAsString());
        assertThat(taken.getResponse().getHeaderNames())
                .containsExactlyInAnyOrderElementsOf(free.getResponse().getHeaderNames());
        assertThat(keycloak.rehearsals()).hasSize(1);
    }

    @Test
    void givesTheFirstAnswerAgainUnderTheSameKey() throws Exception {
        String key = UUID.randomUUID().toString();
        MvcTestResult first = api.register(SessionApi.registration(SessionApi.EMAIL), key);

        MvcTestResult again = api.register(SessionApi.registration(SessionApi.EMAIL), key);

        assertThat(first).hasStatus(HttpStatus.ACCEPTED).doesNotContainHeader("Idempotency-Replayed");
        assertThat(again).hasStatus(HttpStatus.ACCEPTED).hasHeader("Idempotency-Replayed", "true");
        assertThat(again.getResponse().getContentAsString())
                .isEqualTo(first.getResponse().getContentAsString());
        assertThat(keycloak.rehearsals()).isEmpty();
    }

    @Test
    void sendsTheMailThatTheFirstAttemptDiedBefore_F16() {
        String key = UUID.randomUUID().toString();
        String stamp =
                new Tickets("registration", "a-secret-for-tests-only").of(key).id();
        keycloak.register(new NewUser(SessionApi.EMAIL, SessionApi.PASSWORD, "Ada", "Lovelace", "en", true, stamp));
        String userId = keycloak.byEmail(SessionApi.EMAIL).orElseThrow().id();

        assertThat(api.register(SessionApi.registration(SessionApi.EMAIL), key)).hasStatus(HttpStatus.ACCEPTED);

        await().untilAsserted(() -> assertThat(keycloak.mails()).containsExactly(userId));
    }

    @Test
    void judgesThePasswordForATakenAddressToo() {
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");
        Map<String, Object> weak = new HashMap<>(SessionApi.registration(SessionApi.EMAIL));
        weak.put("password", "motdepasse1234");

        MvcTestResult result = api.post("register", weak);

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(SessionApi.body(result).at("/errors/0/code").asString()).isEqualTo("weak_password");
    }
}
