package dev.helpdesk.user.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.User;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class RoutesTests {

    private static final String ME = "/api/profile/me";

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"user", "agent", "admin"})
    void lettingPeopleAtTheirProfiles(String role) {
        String token = authService.tokenOf(People.withRoles("Ada", "Lovelace", role));

        api.get(ME, token).expect(200);
        api.put(ME, token, "{}").expect(200);
        assertThat(head(ME, token).expect(200).body()).isEmpty();
    }

    static Stream<User> nobody() {
        return Stream.of(
                People.user(null, "", "", true, "service"),
                People.user(null, "", "", true, "user", "service"),
                People.user(null, "", "", true, "offline_access"),
                People.user(null, "", "", true));
    }

    @ParameterizedTest
    @MethodSource("nobody")
    void givingNoProfileToWhoIsNoPerson(User user) {
        String token = authService.tokenOf(user);

        assertThat(api.get(ME, token).expectError(403, "forbidden").header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\"");
        api.put(ME, token, "{}").expectError(403, "forbidden");
        api.upload(token, "avatar", new byte[9]).expectError(403, "forbidden");
        api.send(api.request("/api/profile/avatar", token).DELETE()).expectError(403, "forbidden");
        api.get("/api/profile/nothing", token).expectError(403, "forbidden");
        assertThat(jdbc.sql("select count(*) from profile where user_id = ?")
                        .param(user.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"service, /api/profile/me", "user, /api/admin/users", "user, /api/admin/stats"})
    void openingNothingToOtherMethods(String role, String path) {
        String token = authService.tokenOf(People.withRoles("Ada", "Lovelace", role));
        for (String method : new String[] {"HEAD", "OPTIONS", "POST", "PATCH", "DELETE"}) {
            assertThat(send(method, path, token).status()).as(method).isEqualTo(403);
        }
        assertThat(api.send(api.request(path).HEAD()).status()).isEqualTo(401);
    }

    @Test
    void servingTheContractToServices() {
        String token = authService.tokenOf(People.user(null, "", "", true, "service"));

        api.get("/api/profile/openapi.yaml", token).expect(200);
    }

    private Answer head(String path, String token) {
        return send("HEAD", path, token);
    }

    private Answer send(String method, String path, String token) {
        return api.send(api.request(path, token).method(method, BodyPublishers.noBody()));
    }
}
