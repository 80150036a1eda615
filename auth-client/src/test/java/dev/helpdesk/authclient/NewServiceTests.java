package dev.helpdesk.authclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestToken;
import dev.helpdesk.token.AccessToken;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A service that has nothing but this dependency, three properties and an endpoint. */
@SpringBootTest(
        classes = NewServiceTests.Tickets.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=-1")
class NewServiceTests {

    private static final TestIdentityProvider PROVIDER = TestIdentityProvider.start();
    private static final FakeAuthService AUTH_SERVICE = FakeAuthService.start();

    @LocalServerPort
    private int port;

    @RestController
    @EnableAutoConfiguration
    static class Tickets {

        private final AuthServiceClient auth;

        Tickets(AuthServiceClient auth) {
            this.auth = auth;
        }

        @GetMapping("/api/tickets")
        Map<String, Object> tickets(@AuthenticationPrincipal AccessToken token) {
            return Map.of("success", true, "of", token.subject());
        }

        @GetMapping("/api/owner")
        Map<String, Object> owner(@AuthenticationPrincipal AccessToken token) {
            return Map.of("known", auth.userById(token.subject()).isPresent());
        }
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add("auth.service.url", AUTH_SERVICE::url);
        properties.add("keycloak.url", () -> "http://127.0.0.1:1");
        properties.add("auth.client.id", () -> "tickets");
        properties.add("auth.client.secret", () -> "s3cret");
    }

    @AfterEach
    void endTrouble() {
        AUTH_SERVICE.up();
        // Once it did not answer it is left alone until it does.
        await().until(() -> tickets("nonsense").getStatusCode().value() == 401);
    }

    @AfterAll
    static void close() {
        AUTH_SERVICE.close();
        PROVIDER.close();
    }

    private ResponseEntity<Map<String, Object>> tickets(@Nullable String token) {
        return get("/api/tickets", token);
    }

    private ResponseEntity<Map<String, Object>> get(String path, @Nullable String token) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(new ParameterizedTypeReference<>() {});
    }

    private void assertAnswer(ResponseEntity<Map<String, Object>> answer, int status, String code, String challenge) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody()).containsEntry("success", false).containsEntry("code", code);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo(challenge);
    }

    @Test
    void servesWhoeverHasAGoodToken() {
        TestToken token = PROVIDER.tokens().user().forSubject("318b7771-75df-4df7-a609-b1020c139788");
        String good = token.build();
        AUTH_SERVICE.accepts(good);

        ResponseEntity<Map<String, Object>> answer = tickets(good);

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody()).containsEntry("of", "318b7771-75df-4df7-a609-b1020c139788");
    }

    @Test
    void refusesEverybodyElse() {
        String revoked = PROVIDER.tokens().user().build();
        AUTH_SERVICE.revokes(revoked);

        assertAnswer(tickets(null), 401, "token_missing", "Bearer");
        assertAnswer(tickets("nonsense"), 401, "token_invalid", "Bearer error=\"invalid_token\"");
        assertAnswer(tickets(revoked), 401, "token_revoked", "Bearer error=\"invalid_token\"");
    }

    @Test
    void cannotTellWhileTheAuthServiceIsDown() {
        String good = PROVIDER.tokens().user().build();
        AUTH_SERVICE.accepts(good);
        AUTH_SERVICE.down();

        ResponseEntity<Map<String, Object>> answer = tickets(good);

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getBody()).containsEntry("code", "identity_unavailable");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).matches("[0-9]+");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isNull();
    }

    @Test
    void answers503WhenALookUpGetsNoAnswer() {
        String good = PROVIDER.tokens().user().build();
        AUTH_SERVICE.accepts(good);

        ResponseEntity<Map<String, Object>> answer = get("/api/owner", good);

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getBody()).containsEntry("code", "identity_unavailable");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).matches("[0-9]+");
    }
}
