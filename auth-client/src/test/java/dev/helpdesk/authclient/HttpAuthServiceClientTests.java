package dev.helpdesk.authclient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.FakeUser;
import dev.helpdesk.authclient.test.TestKey;
import dev.helpdesk.authclient.test.TestTokens;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.web.client.RestClient;

class HttpAuthServiceClientTests {

    private static final TestTokens TOKENS = TestTokens.of("https://id.example.com/realms/helpdesk", TestKey.create());
    private static final User ADA = new User(
            "318b7771-75df-4df7-a609-b1020c139788",
            "ada@example.com",
            "Ada",
            "Lovelace",
            List.of("user"),
            true,
            true,
            Instant.parse("2026-11-01T09:30:00Z"));

    private final FakeAuthService service = FakeAuthService.start();
    private final String token = TOKENS.user().build();
    private final SequentialTokens own = new SequentialTokens();
    private final AuthServiceRequests requests = AuthServiceRequests.create(
            List.of(service.url()), Duration.ofMillis(500), RestClient.builder(), new SimpleMeterRegistry());
    private final AuthServiceClient client =
            AuthServiceClient.create(requests, new ServiceAccount(own, Clock.systemUTC()));

    @AfterEach
    void close() {
        requests.close();
        service.close();
        MDC.clear();
    }

    private Verification verify() {
        return client.verify(new BearerToken(token));
    }

    private void assertUndecided(String cause) {
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).startsWith(cause));
    }

    @Test
    void readsTheVerdictOnAGoodToken() {
        service.accepts(token);

        assertThat(verify()).isInstanceOfSatisfying(Verification.Valid.class, valid -> {
            assertThat(valid.token().clientId()).isEqualTo("helpdesk-portal");
            assertThat(valid.token().sessionId()).isNotNull();
            assertThat(valid.token().authTime()).isNull();
            assertThat(valid.token().expiresAt()).isAfter(valid.token().issuedAt());
            assertThat(valid.token().user().email()).isEqualTo("ada@example.com");
            assertThat(valid.token().user().roles()).containsExactly("user");
        });
    }

    @Test
    void readsTheVerdictOnABadToken() {
        assertThat(verify()).isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        service.expires(token);
        assertThat(verify()).isEqualTo(new Verification.Rejected(Verification.Reason.EXPIRED));
        service.revokes(token);
        assertThat(verify()).isEqualTo(new Verification.Rejected(Verification.Reason.REVOKED));
    }

    @Test
    void takesAnUndecidedTokenForUndecided() {
        service.cannotTell(token);
        assertUndecided("the auth service answered 503 identity_unavailable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html        | <html>Welcome</html>",
                "200 | application/json | ''",
                "200 | application/json | null",
                "200 | application/json | []",
                "200 | application/json | {}",
                "200 | application/json | {\"success\":true,\"valid\":true}",
                "200 | application/json | {\"success\":true,\"valid\":true,\"user\":{\"id\":\"x\"},\"token\":{\"id\":\"y\"}}",
                "204 | application/json | ''",
                "302 | text/html        | <html>Log in</html>",
                "401 | text/html        | <html>Proxy login</html>",
                "401 | application/json | {\"code\":\"proxy_login\"}",
                "403 | application/json | {\"code\":\"token_invalid\"}",
                "404 | application/json | {\"code\":\"not_found\"}",
                "429 | application/json | {\"code\":\"too_many_requests\"}",
                "500 | text/html        | <html>Oops</html>",
                "502 | text/html        | <html>Bad gateway</html>"
            })
    void takesEveryOtherAnswerForUndecided(int status, String contentType, String body) {
        service.answersEverythingWith(status, contentType, body);
        assertUndecided("the auth service answered " + status);
    }

    @Test
    void takesASlowServiceForUndecidedWithoutAskingAgain() {
        service.slow(Duration.ofSeconds(3));
        assertUndecided("the auth service cannot be reached");
        assertThat(service.verifications()).isLessThanOrEqualTo(1);
    }

    @Test
    void takesAHugeAnswerForUndecided() {
        service.answersEverythingWith(200, "application/json", " ".repeat(2 * 1024 * 1024));
        assertUndecided("the auth service answered 200, unusable");
    }

    @Test
    void asksOnceMoreWhenTheConnectionBreaks() {
        service.accepts(token);
        service.server()
                .stubFor(any(anyUrl())
                        .atPriority(1)
                        .inScenario("broken once")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("whole")
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(verify()).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void givesUpWhenNobodyListens() {
        service.close();
        assertUndecided("the auth service cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX-Evil: 1", "a\0", "\u00e9", "a,b"})
    void refusesWhatCannotBeATokenWithoutACall(String value) {
        assertThat(client.verify(new BearerToken(value)))
                .isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(client.verify(new BearerToken("a".repeat(8 * 1024 + 1))))
                .isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(service.verifications()).isZero();
    }

    @Test
    void passesRequestIdAndTraceOn() {
        MDC.put("requestId", "req-1");
        MDC.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(verify()).isInstanceOf(Verification.Rejected.class);

        service.server()
                .verify(getRequestedFor(urlEqualTo("/api/auth/verify"))
                        .withHeader("Authorization", equalTo("Bearer " + token))
                        .withHeader("X-Request-Id", equalTo("req-1"))
                        .withHeader("traceparent", equalTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
    }

    @Test
    void findsUsersWithItsOwnToken() {
        service.knows(FakeUser.ada());

        assertThat(client.userById(ADA.id())).contains(ADA);
        assertThat(client.userByEmail("ADA@example.com")).contains(ADA);
        service.server()
                .verify(getRequestedFor(urlEqualTo("/api/auth/users/" + ADA.id()))
                        .withHeader("Authorization", equalTo("Bearer own-1")));
    }

    @Test
    void saysWhenThereIsNoSuchUser() {
        assertThat(client.userById("00000000-0000-4000-8000-000000000000")).isEmpty();
        assertThat(client.userByEmail("nobody@example.com")).isEmpty();
        assertThat(client.userById("")).isEmpty();
        service.answersEverythingWith(400, "application/problem+json", "{\"code\":\"invalid_id\"}");
        assertThat(client.userById("not-an-id")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada+desk@example.com, /api/auth/users/email/ada%2Bdesk%40example.com",
        "a/../b@example.com, /api/auth/users/email/a%2F..%2Fb%40example.com",
        "é?#%@example.com, /api/auth/users/email/%C3%A9%3F%23%25%40example.com"
    })
    void keepsAddressesInOnePartOfThePath(String email, String path) {
        assertThat(client.userByEmail(email)).isEmpty();
        service.server().verify(getRequestedFor(urlEqualTo(path)));
    }

    @Test
    void listsUsersPageByPage() {
        service.lists(FakeUser.ada(), FakeUser.ada().as("00000000-0000-4000-8000-000000000001", "b@example.com"));

        UserPage first = client.users(null, 1);
        assertThat(first).isEqualTo(new UserPage(List.of(ADA), "page-1"));
        UserPage last = client.users(first.nextCursor(), 1);
        assertThat(last.users()).extracting(User::email).containsExactly("b@example.com");
        assertThat(last.nextCursor()).isNull();
    }

    @Test
    void refusesCursorsAndLimitsThatDoNotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.users(null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> client.users(null, 101));
        service.answersEverythingWith(400, "application/problem+json", "{\"code\":\"invalid_cursor\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.users("x&y=z", 5))
                .withMessage("there is no such cursor");
        service.server()
                .verify(getRequestedFor(urlPathEqualTo("/api/auth/users"))
                        .withQueryParam("cursor", equalTo("x&y=z"))
                        .withQueryParam("limit", equalTo("5")));
    }

    @Test
    void takesANewTokenOnceWhenItsOwnIsRefused() {
        service.answersEverythingWith(401, "application/problem+json", "{\"code\":\"token_expired\"}");

        assertThatExceptionOfType(AuthServiceUnavailableException.class)
                .isThrownBy(() -> client.userById(ADA.id()))
                .withMessage("the auth service answered 401 token_expired");

        service.server().verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer own-1")));
        service.server().verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer own-2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Welcome</html>",
                "200 | {\"success\":true}",
                "403 | {\"code\":\"forbidden\"}",
                "404 | <html>Not here</html>",
                "503 | {\"code\":\"identity_unavailable\"}"
            })
    void neverTakesAnUnusableAnswerForNoUser(int status, String body) {
        service.answersEverythingWith(status, "application/json", body);
        assertThatExceptionOfType(AuthServiceUnavailableException.class)
                .isThrownBy(() -> client.userByEmail("ada@example.com"))
                .withMessageStartingWith("the auth service answered " + status);
        assertThatExceptionOfType(AuthServiceUnavailableException.class).isThrownBy(() -> client.users(null, 10));
    }

    @Test
    void keepsAddressesOutOfItsFailures() {
        service.close();
        assertThatExceptionOfType(AuthServiceUnavailableException.class)
                .isThrownBy(() -> client.userByEmail("ada@example.com"))
                .satisfies(failure -> assertThat(failure).hasStackTraceContaining("cannot be reached"))
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("ada"));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Issues own-1, own-2, ... */
    private static final class SequentialTokens implements TokenEndpoint {

        private int issued;

        @Override
        public Issued issue() {
            issued++;
            return new Issued(new BearerToken("own-" + issued), Duration.ofMinutes(5));
        }
    }
}
