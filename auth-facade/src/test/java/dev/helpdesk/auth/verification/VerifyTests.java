package dev.helpdesk.auth.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.FacadeTest;
import dev.helpdesk.auth.keycloak.FakeKeycloak;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestTokens;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FacadeTest
class VerifyTests {

    private final MockMvcTester mvc;
    private final TestIdentityProvider provider;
    private final FakeKeycloak keycloak;

    VerifyTests(
            @Autowired MockMvcTester mvc, @Autowired TestIdentityProvider provider, @Autowired FakeKeycloak keycloak) {
        this.mvc = mvc;
        this.provider = provider;
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.reset();
    }

    @Test
    void saysWhoseTokenItIs() {
        String token = provider.tokens()
                .user()
                .forSubject("318b7771-75df-4df7-a609-b1020c139788")
                .inSession("s1")
                .withRoles("user", "agent", "offline_access")
                .claim("jti", "t1")
                .claim("created_at", 0)
                .lasting(Instant.now().minusSeconds(10), Instant.now().plusSeconds(100))
                .build();

        MvcTestResult result = verify("Bearer " + token);

        JsonNode body = body(result);
        assertThat(result)
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("X-Auth-User-Id", "318b7771-75df-4df7-a609-b1020c139788")
                .hasHeader("X-Auth-Email", "ada@example.com")
                .hasHeader("X-Auth-Roles", "agent,user");
        assertThat(body.path("user")).isEqualTo(JsonMapper.shared().readTree("""
                {"id":"318b7771-75df-4df7-a609-b1020c139788","email":"ada@example.com","firstName":"Ada","lastName":"Lovelace",
                "roles":["agent","user"],"emailVerified":true,"enabled":true,"createdAt":"1970-01-01T00:00:00Z"}"""));
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.path("valid").asBoolean()).isTrue();
        assertThat(body.at("/token/id").asString()).isEqualTo("t1");
        assertThat(body.at("/token/sessionId").asString()).isEqualTo("s1");
        assertThat(body.at("/token/clientId").asString()).isEqualTo("helpdesk-portal");
        assertThat(body.at("/token/issuedAt").asString()).endsWith("Z");
        assertThat(body.path("token").propertyNames())
                .containsExactly("id", "sessionId", "clientId", "issuedAt", "expiresAt", "authTime");
    }

    @Test
    void knowsServices() {
        MvcTestResult result =
                verify("Bearer " + provider.tokens().service("user-service").build());

        assertThat(result).hasStatusOk().hasHeader("X-Auth-Roles", "service").doesNotContainHeader("X-Auth-Email");
        assertThat(body(result).at("/user/email").isNull()).isTrue();
        assertThat(body(result).at("/token/sessionId").isNull()).isTrue();
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad(
                        "expired",
                        "token_expired",
                        tokens -> tokens.user().expired().build()),
                bad(
                        "forged",
                        "token_invalid",
                        tokens -> tokens.user().signedByStranger().build()),
                bad("an ID token", "token_invalid", tokens -> tokens.idToken().build()),
                bad(
                        "a refresh token",
                        "token_invalid",
                        tokens -> tokens.refreshToken().build()),
                bad(
                        "for others",
                        "token_invalid",
                        tokens -> tokens.user().claim("aud", "account").build()),
                bad(
                        "by others",
                        "token_invalid",
                        tokens -> tokens.user().claim("iss", "http://evil").build()),
                bad("no token", "token_invalid", tokens -> "abc"));
    }

    private static Arguments bad(String name, String code, Function<TestTokens, String> token) {
        return Arguments.of(name, code, token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void saysWhatIsWrong(String name, String code, Function<TestTokens, String> token) {
        MvcTestResult result = verify("Bearer " + token.apply(provider.tokens()));

        assertThat(result)
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .hasHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .doesNotContainHeader("X-Auth-User-Id");
        assertThat(body(result).path("code").asString()).isEqualTo(code);
        assertThat(body(result).path("valid").asBoolean(true)).isFalse();
        assertThat(body(result).path("success").asBoolean(true)).isFalse();
    }

    @Test
    void wantsAToken() {
        MvcTestResult result = mvc.get().uri("/api/auth/verify").exchange();

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED).hasHeader("WWW-Authenticate", "Bearer");
        assertThat(body(result).path("code").asString()).isEqualTo("token_missing");
        assertThat(body(result).path("valid").asBoolean(true)).isFalse();
    }

    @Test
    void needsNoKeycloak() {
        String token = provider.tokens().user().build();
        keycloak.goDown();

        assertThat(verify("Bearer " + token)).hasStatusOk();
    }

    private MvcTestResult verify(String authorization) {
        return mvc.get()
                .uri("/api/auth/verify")
                .header("Authorization", authorization)
                .exchange();
    }

    private static JsonNode body(MvcTestResult result) {
        return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
    }
}
