package dev.helpdesk.auth.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@FacadeTest
@TestPropertySource(
        properties = {
            "rate.limit.login.account=2/1h",
            "rate.limit.login.address=9/1h",
            "rate.limit.register.address=1/1h",
            "rate.limit.refresh.session=1/1h",
            "rate.limit.refresh.address=3/1h",
            "rate.limit.logout.address=2/1h",
            "trusted.proxies=127.0.0.1/32"
        })
class SessionLimitTests {

    private final MockMvcTester mvc;
    private final FakeKeycloak keycloak;

    SessionLimitTests(@Autowired MockMvcTester mvc, @Autowired FakeKeycloak keycloak) {
        this.mvc = mvc;
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
        keycloak.add(SessionApi.EMAIL, SessionApi.PASSWORD, "user");
    }

    @Test
    void stopsGuessingAtOneAccountFromManyAddresses() {
        String account = UUID.randomUUID() + "@example.com";

        assertThat(logIn(account, "192.0.2.1")).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(logIn(" " + account.toUpperCase(Locale.ROOT), "192.0.2.2")).hasStatus(HttpStatus.UNAUTHORIZED);
        MvcTestResult third = logIn(account, "192.0.2.3");

        assertThat(third).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(SessionApi.body(third).path("code").asString()).isEqualTo("too_many_attempts");
        assertThat(third.getResponse().getHeader("Retry-After")).matches("[1-9][0-9]{0,4}");
    }

    @Test
    void stopsGuessingAtManyAccountsFromOneAddress() {
        for (int number = 0; number < 9; number++) {
            assertThat(logIn(UUID.randomUUID() + "@example.com", "198.51.100.1"))
                    .hasStatus(HttpStatus.UNAUTHORIZED);
        }

        assertThat(logIn(UUID.randomUUID() + "@example.com", "198.51.100.1")).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(logIn(UUID.randomUUID() + "@example.com", "198.51.100.2")).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void stopsRegisteringInSeries() {
        assertThat(post("register", SessionApi.registration("one@example.com"), "203.0.113.1"))
                .hasStatus(HttpStatus.CREATED);

        MvcTestResult second = post("register", SessionApi.registration("two@example.com"), "203.0.113.1");

        assertThat(second).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(SessionApi.body(second).path("code").asString()).isEqualTo("too_many_requests");
    }

    @Test
    void stopsRefreshingWithoutEnd() {
        SessionApi api = new SessionApi(mvc);
        String token = api.logIn(SessionApi.EMAIL).refreshToken();
        MvcTestResult first = api.post("refresh", Map.of("refreshToken", token));

        MvcTestResult second = api.post(
                "refresh",
                Map.of(
                        "refreshToken",
                        SessionApi.body(first).path("refreshToken").asString()));

        assertThat(first).hasStatusOk();
        assertThat(second).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(SessionApi.body(second).path("code").asString()).isEqualTo("too_many_requests");
    }

    @Test
    void stopsTryingRefreshTokensThatNameAnySession() {
        List<String> codes = Stream.of("garbage", "a.b.c", unsigned(), unsigned(), unsigned())
                .map(token -> post("refresh", Map.of("refreshToken", token), "203.0.113.2"))
                .map(answer -> SessionApi.body(answer).path("code").asString())
                .toList();

        assertThat(codes)
                .containsExactly(
                        "refresh_token_invalid",
                        "refresh_token_invalid",
                        "refresh_token_invalid",
                        "too_many_requests",
                        "too_many_requests");
        assertThat(post("refresh", Map.of("refreshToken", unsigned()), "203.0.113.3"))
                .hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void stopsLoggingOutWithoutEnd() {
        Map<String, String> body = Map.of("refreshToken", unsigned());

        assertThat(post("logout", body, "203.0.113.4")).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(post("logout", body, "203.0.113.4")).hasStatus(HttpStatus.UNAUTHORIZED);
        MvcTestResult third = post("logout", body, "203.0.113.4");

        assertThat(third).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(SessionApi.body(third).path("code").asString()).isEqualTo("too_many_requests");
        assertThat(third.getResponse().getHeader("Retry-After")).matches("[1-9][0-9]{0,4}");
    }

    private static String unsigned() {
        String claims = "{\"sub\":\"u1\",\"sid\":\"" + UUID.randomUUID() + "\"}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(US_ASCII)) + ".AA";
    }

    private MvcTestResult logIn(String email, String address) {
        return post("login", Map.of("email", email, "password", "wrong-wrong-wrong"), address);
    }

    private MvcTestResult post(String endpoint, Map<String, ?> body, String address) {
        return mvc.post()
                .uri("/api/auth/" + endpoint)
                .header("X-Forwarded-For", address)
                .contentType("application/json")
                .content(JsonMapper.shared().writeValueAsString(body))
                .exchange();
    }
}
