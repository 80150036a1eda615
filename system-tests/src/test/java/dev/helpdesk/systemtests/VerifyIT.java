package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/auth/verify}, asked by other services and by proxies. */
@ExtendWith(RunningSystem.class)
class VerifyIT {

    private final Helpdesk helpdesk;

    VerifyIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @Test
    void tellsWhoseTokenItIs() {
        Person person = Person.unique();
        Session session = helpdesk.register(person);

        Answer answer = helpdesk.verify(session.accessToken()).expect(200);

        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("valid").asBoolean()).isTrue();
        assertThat(answer.json().path("user").propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "email", "firstName", "lastName", "roles", "emailVerified", "enabled", "createdAt");
        assertThat(answer.at("/user/id")).isEqualTo(session.userId());
        assertThat(answer.at("/user/email")).isEqualTo(person.email());
        assertThat(answer.at("/token/sessionId")).isEqualTo(session.sessionId());
        assertThat(answer.at("/token/clientId")).isEqualTo("auth-facade");
        assertThat(answer.at("/token/id")).isNotBlank();
        Instant issued = Instant.parse(answer.at("/token/issuedAt"));
        assertThat(Instant.parse(answer.at("/token/expiresAt"))).isAfter(issued);
        assertThat(answer.json().path("token").propertyNames())
                .containsExactlyInAnyOrder("id", "sessionId", "clientId", "issuedAt", "expiresAt", "authTime");
    }

    @Test
    void tellsProxiesByHeaders() {
        Person person = Person.unique();
        Session session = helpdesk.register(person);

        Answer answer = helpdesk.verify(session.accessToken()).expect(200);

        assertThat(answer.header("X-Auth-User-Id")).hasValue(session.userId());
        assertThat(answer.header("X-Auth-Email")).hasValue(person.email());
        assertThat(answer.header("X-Auth-Roles")).hasValue("user");
    }

    @Test
    void knowsServiceAccounts() {
        Answer answer = helpdesk.verify(helpdesk.serviceToken()).expect(200);

        assertThat(answer.json().at("/user/roles").valueStream().map(role -> role.asString()))
                .containsExactly("service");
        assertThat(answer.json().at("/user/email").isNull()).isTrue();
        assertThat(answer.json().at("/token/sessionId").isNull()).isTrue();
        assertThat(answer.at("/token/clientId")).isEqualTo("user-service");
    }

    @Test
    void refusesWithoutAToken_T01() {
        Answer answer = helpdesk.auth("GET", "/api/auth/verify").send().expectError(401, "token_missing");

        assertThat(answer.json().path("valid").asBoolean(true)).isFalse();
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "a.b.c", "a.b.c.d.e", "...", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
    void refusesGarbage(String garbage) {
        Answer answer = helpdesk.verify(garbage).expectError(401, "token_invalid");

        assertThat(answer.json().path("valid").asBoolean(true)).isFalse();
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(
                        challenge -> assertThat(challenge).startsWith("Bearer").contains("error=\"invalid_token\""));
    }

    @Test
    void refusesTheOtherTokensOfASession_S11() {
        Session session = helpdesk.register(Person.unique());

        helpdesk.verify(session.refreshToken()).expectError(401, "token_invalid");
    }

    @Test
    void refusesAChangedToken() {
        String token = helpdesk.register(Person.unique()).accessToken();
        int dot = token.lastIndexOf('.');
        char other = token.charAt(dot + 10) == 'A' ? 'B' : 'A';

        helpdesk.verify(token.substring(0, dot + 10) + other + token.substring(dot + 11))
                .expectError(401, "token_invalid");
        helpdesk.verify(token.substring(0, dot)).expectError(401, "token_invalid");
        helpdesk.verify(token.substring(0, dot + 1)).expectError(401, "token_invalid");
    }

    @Test
    void takesTheTokenFromTheHeaderAlone_T03_T05_T07() {
        String token = helpdesk.register(Person.unique()).accessToken();

        for (String scheme : List.of("bearer ", "BEARER ")) {
            verify().header("Authorization", scheme + token).send().expect(200);
        }
        for (String scheme : List.of("Basic ", "Token ", "JWT ", "DPoP ")) {
            verify().header("Authorization", scheme + token).send().expectError(401, "token_missing");
        }
        helpdesk.auth("GET", "/api/auth/verify?access_token=" + token).send().expectError(401, "token_missing");
        verify().header("Cookie", "access_token=" + token).send().expectError(401, "token_missing");
        verify().header("X-Access-Token", token).send().expectError(401, "token_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void knowsOnlyGet_T10(String method) {
        Answer answer = helpdesk.auth(method, "/api/auth/verify").send().expectError(405, "method_not_allowed");

        assertThat(answer.header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    private Call verify() {
        return helpdesk.auth("GET", "/api/auth/verify");
    }
}
