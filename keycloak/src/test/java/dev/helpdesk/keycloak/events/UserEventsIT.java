package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.keycloak.events.KeycloakClient.Login;
import dev.helpdesk.keycloak.events.LiveKeycloak.Action;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What users do, and what Keycloak does to them, and what the stream then says. */
@ExtendWith(LiveKeycloak.class)
class UserEventsIT {

    /** May call the account API, as the account console does. */
    private static final String ACCOUNT_CLIENT = """
            {"clientId": "account-tester", "publicClient": true, "directAccessGrantsEnabled": true,
             "protocolMappers": [
              {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
               "config": {"included.client.audience": "account", "access.token.claim": "true"}},
              {"name": "roles", "protocol": "openid-connect", "protocolMapper": "oidc-usermodel-client-role-mapper",
               "config": {"usermodel.clientRoleMapping.clientId": "account", "multivalued": "true",
                "claim.name": "resource_access.account.roles", "access.token.claim": "true"}}]}""";

    private final LiveKeycloak.Platform platform;
    private final KeycloakClient keycloak;
    private String user = "";
    private Login login = new Login("", "", "", "");

    UserEventsIT(LiveKeycloak.Platform platform) {
        this.platform = platform;
        this.keycloak = platform.keycloak;
    }

    @BeforeEach
    void someoneIsLoggedIn() throws IOException, InterruptedException {
        user = keycloak.createUser();
        login = keycloak.login(user);
    }

    @Test
    void loginAndRefreshAreNotTold() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.refresh(keycloak.login(user)))).isEmpty();
    }

    @Test
    void userLogsOut() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.logout(login))).containsExactly("session " + login.sessionId() + " revoked");
    }

    @Test
    void accessTokenIsRevoked() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.revoke(login.accessToken())))
                .containsExactly("token " + login.tokenId() + " revoked");
    }

    @Test
    void refreshTokenIsRevoked() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.revoke(login.refreshToken())))
                .containsExactly("tokens of client auth-facade in " + login.sessionId() + " revoked +1");
    }

    @Test
    void refreshTokenIsUsedAgain() throws IOException, InterruptedException {
        assertThat(keycloak.refresh(login).statusCode()).isEqualTo(200);
        assertThat(told(() -> assertThat(keycloak.refresh(login).statusCode()).isEqualTo(400)))
                .containsExactly("tokens of client auth-facade in " + login.sessionId() + " revoked +1");
    }

    @Test
    void deviceIsSignedOutInTheAccountConsole() throws IOException, InterruptedException {
        Login account = accountLogin();
        Login third = keycloak.login(user);

        assertThat(told(() -> account(account, "DELETE", "sessions/" + login.sessionId())))
                .containsExactly("session " + login.sessionId() + " revoked");
        assertThat(told(() -> account(account, "DELETE", "sessions")))
                .containsExactly("session " + third.sessionId() + " revoked");
    }

    @Test
    void profileIsChangedInTheAccountConsole() throws IOException, InterruptedException {
        Login account = accountLogin();
        String profile =
                """
                {"username": "%1$s", "email": "%1$s", "firstName": "Bea", "lastName": "Lovelace"}""".formatted(keycloak.get("/users/" + user).path("email").asString());

        assertThat(told(() -> assertThat(
                                keycloak.bearer(account.accessToken(), "POST", "/realms/helpdesk/account/", profile)
                                        .statusCode())
                        .isEqualTo(204)))
                .containsExactly("account-updated " + user);
    }

    @Test
    void oldestSessionGivesWayToTheSessionLimit() throws IOException, InterruptedException {
        Login second = keycloak.login(user);
        limitSessions("2");
        try {
            assertThat(told(() -> keycloak.login(user)))
                    .hasSize(1)
                    .first()
                    .isIn("session " + login.sessionId() + " revoked", "session " + second.sessionId() + " revoked");
        } finally {
            bindFlow("");
        }
    }

    @Test
    void temporaryLockLeavesSessionsAlone() throws IOException, InterruptedException {
        guarded(
                "{\"failureFactor\": 2}",
                () -> assertThat(told(this::guessUntilLocked)).isEmpty());
    }

    @Test
    void permanentLockDisables() throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        guarded("{\"permanentLockout\": true, \"maxTemporaryLockouts\": 0, \"failureFactor\": 2}", () -> {
            platform.entries(() -> {});
            guessUntilLocked();
            told.addAll(Told.in(List.of(platform.await(user), platform.await(user))));
        });

        assertThat(told).containsExactly("tokens of user " + user + " revoked +0", "account-disabled " + user);
    }

    private void guarded(String bruteForce, Action action) throws IOException, InterruptedException {
        keycloak.admin("PUT", "", bruteForce);
        try {
            action.run();
        } finally {
            keycloak.admin(
                    "PUT", "", "{\"permanentLockout\": false, \"maxTemporaryLockouts\": 0, \"failureFactor\": 20}");
        }
    }

    private void guessUntilLocked() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            keycloak.tryLogin(user, "wrong");
            JsonNode state = keycloak.get("/attack-detection/brute-force/users/" + user);
            if (state.path("disabled").asBoolean()) {
                return;
            }
        }
        throw new AssertionError("the user was not locked");
    }

    private Login accountLogin() throws IOException, InterruptedException {
        if (keycloak.get("/clients?clientId=account-tester").isEmpty()) {
            keycloak.admin("POST", "/clients", ACCOUNT_CLIENT);
        }
        String email = keycloak.get("/users/" + user).path("email").asString();
        return keycloak.toLogin(keycloak.form(
                "/realms/helpdesk/protocol/openid-connect/token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "account-tester",
                        "username",
                        email,
                        "password",
                        KeycloakClient.PASSWORD)));
    }

    private void account(Login account, String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                keycloak.bearer(account.accessToken(), method, "/realms/helpdesk/account/" + path, "");
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private void limitSessions(String most) throws IOException, InterruptedException {
        String flows = "/authentication/flows/";
        keycloak.admin("POST", flows + "direct%20grant/copy", "{\"newName\": \"limited\"}");
        keycloak.admin("POST", flows + "limited/executions/execution", "{\"provider\": \"user-session-limits\"}");
        ObjectNode limit = (ObjectNode) keycloak.get(flows + "limited/executions")
                .valueStream()
                .filter(execution -> execution.path("providerId").asString("").equals("user-session-limits"))
                .findFirst()
                .orElseThrow();
        keycloak.admin(
                "POST", "/authentication/executions/" + limit.path("id").asString() + "/config", """
                {"alias": "limit", "config": {"userRealmLimit": "%s", "userClientLimit": "0",
                 "behavior": "Terminate oldest session"}}""".formatted(most));
        keycloak.admin(
                "PUT",
                flows + "limited/executions",
                limit.put("requirement", "REQUIRED").toString());
        bindFlow(keycloak.get("/authentication/flows")
                .valueStream()
                .filter(flow -> flow.path("alias").asString().equals("limited"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString());
    }

    private void bindFlow(String flow) throws IOException, InterruptedException {
        ObjectNode client =
                (ObjectNode) keycloak.get("/clients?clientId=auth-facade").get(0);
        client.putObject("authenticationFlowBindingOverrides").put("direct_grant", flow);
        keycloak.admin("PUT", "/clients/" + client.path("id").asString(), client.toString());
    }

    private List<String> told(Action action) throws IOException, InterruptedException {
        return Told.in(platform.entries(action));
    }
}
