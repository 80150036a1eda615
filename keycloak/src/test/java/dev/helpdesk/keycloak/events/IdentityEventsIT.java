package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.keycloak.events.KeycloakClient.Login;
import dev.helpdesk.keycloak.events.LiveKeycloak.Action;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

/** What users, admins and Keycloak itself do, and what the stream then says: the table of docs/revocation.md. */
@ExtendWith(LiveKeycloak.class)
class IdentityEventsIT {

    private static final String EVERYONE = "tokens of everyone revoked +1";
    private static final String NEW_PASSWORD = "{\"type\": \"password\", \"value\": \"Another-Horse-42x\"}";

    private final LiveKeycloak.Platform platform;
    private final KeycloakClient keycloak;
    private String user = "";
    private Login login = new Login("", "", "", "");

    IdentityEventsIT(LiveKeycloak.Platform platform) {
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
    void sessionsEnd() throws IOException, InterruptedException {
        Login deleted = keycloak.login(user);
        Login device = keycloak.login(user);
        Login account = new AccountConsole(keycloak).login(user);

        assertThat(told(() -> keycloak.logout(login))).containsExactly("session " + login.sessionId() + " revoked");
        assertThat(told(() -> admin("DELETE", "/sessions/" + deleted.sessionId(), "")))
                .containsExactly("session " + deleted.sessionId() + " revoked");
        assertThat(told(() -> new AccountConsole(keycloak).signOutOthers(account)))
                .containsExactly("session " + device.sessionId() + " revoked");
    }

    @Test
    void userIsSignedOut() throws IOException, InterruptedException {
        Login second = keycloak.login(user);

        assertThat(told(() -> admin("POST", "/users/" + user + "/logout", "")))
                .startsWith("tokens of user " + user + " revoked +0")
                .containsExactlyInAnyOrder(
                        "tokens of user " + user + " revoked +0",
                        "session " + login.sessionId() + " revoked",
                        "session " + second.sessionId() + " revoked");
    }

    @Test
    void tokensAreRevokedAndARefreshTokenIsUsedAgain() throws IOException, InterruptedException {
        Login second = keycloak.login(user);

        assertThat(told(() -> keycloak.revoke(login.accessToken())))
                .containsExactly("token " + login.tokenId() + " revoked");
        assertThat(keycloak.refresh(second).statusCode()).isEqualTo(200);
        assertThat(told(() -> assertThat(keycloak.refresh(second).statusCode()).isEqualTo(400)))
                .containsExactly("tokens of client auth-facade in " + second.sessionId() + " revoked +1");
        assertThat(told(() -> keycloak.revoke(login.refreshToken())))
                .containsExactly("tokens of client auth-facade in " + login.sessionId() + " revoked +1");
    }

    @Test
    void accountIsMadeChangedEnabledAndDeleted() throws IOException, InterruptedException {
        List<String> made = new ArrayList<>();

        assertThat(told(() -> made.add(keycloak.createUser()))).containsExactly("account-created " + made.getFirst());
        assertThat(told(() -> admin("PUT", "/users/" + user, "{\"firstName\": \"Bea\"}")))
                .containsExactly("account-updated " + user);
        assertThat(told(() -> admin("PUT", "/users/" + user, "{\"enabled\": true}")))
                .containsExactly("account-updated " + user, "account-enabled " + user);
        assertThat(told(() -> admin("DELETE", "/users/" + user, "")))
                .containsExactly("tokens of user " + user + " revoked +1", "account-purged " + user);
    }

    @Test
    void userIsDisabled() throws IOException, InterruptedException {
        assertThat(told(() -> admin("PUT", "/users/" + user, "{\"enabled\": false}")))
                .containsExactly(cutAnd("account-disabled"));
    }

    @Test
    void passwordIsSetAndRemoved() throws IOException, InterruptedException {
        String credentials = "/users/" + user + "/credentials";

        assertThat(told(() -> admin("PUT", "/users/" + user + "/reset-password", NEW_PASSWORD)))
                .containsExactly(cutAnd("account-updated"));
        assertThat(told(() -> admin("PUT", "/users/" + user, "{\"credentials\": [" + NEW_PASSWORD + "]}")))
                .containsExactly(cutAnd("account-updated"));
        String id = keycloak.get(credentials).path(0).path("id").asString();
        assertThat(told(() -> admin("DELETE", credentials + "/" + id, ""))).containsExactly(cutAnd("account-updated"));
    }

    @Test
    void rolesAndGroupsAreGivenAndTaken() throws IOException, InterruptedException {
        String roles = "[" + keycloak.get("/roles/agent") + "]";
        String mappings = "/users/" + user + "/role-mappings/realm";
        String membership = "/users/" + user + "/groups/" + group();

        assertThat(told(() -> admin("POST", mappings, roles))).containsExactly(cutAnd("account-updated"));
        assertThat(told(() -> admin("DELETE", mappings, roles))).containsExactly(cutAnd("account-updated"));
        assertThat(told(() -> admin("PUT", membership, ""))).containsExactly(cutAnd("account-updated"));
        assertThat(told(() -> admin("DELETE", membership, ""))).containsExactly(cutAnd("account-updated"));
    }

    @Test
    void rolesAndGroupsThemselvesChange() throws IOException, InterruptedException {
        String group = "/groups/" + group();
        String role = "/roles/r-" + UUID.randomUUID();
        String agent = "[" + keycloak.get("/roles/agent") + "]";

        assertThat(told(() -> admin("POST", group + "/role-mappings/realm", agent)))
                .containsExactly(EVERYONE);
        assertThat(told(() -> admin("PUT", group, "{\"name\": \"" + UUID.randomUUID() + "\"}")))
                .isEmpty();
        assertThat(told(() -> admin("DELETE", group, ""))).containsExactly(EVERYONE);
        assertThat(told(() -> admin("POST", "/roles", "{\"name\": \"" + role.substring(7) + "\"}")))
                .isEmpty();
        assertThat(told(() -> admin("POST", role + "/composites", agent))).containsExactly(EVERYONE);
        assertThat(told(() -> admin("DELETE", role, ""))).containsExactly(EVERYONE);
    }

    @Test
    void everybodyIsSignedOut() throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();

        assertThat(told(() -> admin("POST", "/logout-all", ""))).containsExactly(EVERYONE);
        assertThat(platform.entries(() -> admin("PUT", "", "{\"notBefore\": " + now + "}")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fields())
                        .containsEntry("scope", "everyone")
                        .containsEntry("before", now + "000"));
        admin("PUT", "", "{\"notBefore\": 0}");
    }

    @Test
    void clientIsCutOffDisabledAndDeleted() throws IOException, InterruptedException {
        String name = "c-" + UUID.randomUUID();
        String path = "/clients/"
                + KeycloakClient.idOf(keycloak.admin("POST", "/clients", "{\"clientId\": \"" + name + "\"}"));
        ObjectNode client = (ObjectNode) keycloak.get(path);
        String cutOff = client.deepCopy().put("notBefore", 1795428000).toString();

        assertThat(platform.entries(() -> admin("PUT", path, cutOff)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fields())
                        .containsEntry("client", name)
                        .containsEntry("before", "1795428000000"));
        String off = client.put("enabled", false).toString();
        assertThat(told(() -> admin("PUT", path, off))).containsExactly("tokens of client " + name + " revoked +1");
        assertThat(told(() -> admin("DELETE", path, ""))).containsExactly("tokens of client " + name + " revoked +1");
    }

    @Test
    void guessingLocksForATimeOrForGood() throws IOException, InterruptedException {
        admin("PUT", "", "{\"failureFactor\": 2}");
        assertThat(told(() -> keycloak.guessUntilLocked(user))).isEmpty();

        String victim = keycloak.createUser();
        admin("PUT", "", "{\"permanentLockout\": true, \"maxTemporaryLockouts\": 0}");
        platform.entries(() -> {});
        keycloak.guessUntilLocked(victim);
        assertThat(Told.in(List.of(platform.await(victim), platform.await(victim))))
                .containsExactly("tokens of user " + victim + " revoked +0", "account-disabled " + victim);
        admin("PUT", "", "{\"permanentLockout\": false, \"failureFactor\": 20}");
    }

    @Test
    void whatWasRolledBackIsNotTold() throws IOException, InterruptedException {
        String taken =
                keycloak.get("/users/" + keycloak.createUser()).path("email").asString();
        String body = "{\"email\": \"" + taken + "\"}";

        assertThat(told(() -> assertThat(
                                keycloak.tryAdmin("PUT", "/users/" + user, body).statusCode())
                        .isEqualTo(409)))
                .isEmpty();
    }

    @Test
    void adminsSeeItsStateAndNobodyThePassword() throws IOException, InterruptedException {
        assertThat(keycloak.serverInfo()
                        .at("/providers/eventsListener/providers/helpdesk-identity-events/operationalInfo/state")
                        .asString())
                .isEqualTo("forwarding");
        assertThat(keycloak.text(platform.server.metrics()))
                .containsPattern("helpdesk_identity_events_appended_total [1-9]")
                .contains("helpdesk_identity_events_dropped_total 0.0");
        assertThat(platform.server.log())
                .contains("helpdesk-identity-events")
                .doesNotContain(TestRedis.PASSWORD)
                .doesNotContain("p%40ss");
    }

    private String group() throws IOException, InterruptedException {
        return KeycloakClient.idOf(keycloak.admin("POST", "/groups", "{\"name\": \"" + UUID.randomUUID() + "\"}"));
    }

    private void admin(String method, String path, String body) throws IOException, InterruptedException {
        keycloak.admin(method, path, body);
    }

    private String[] cutAnd(String account) {
        return new String[] {
            "tokens of user " + user + " revoked +0",
            account + " " + user,
            "tokens of session " + login.sessionId() + " revoked +1"
        };
    }

    private List<String> told(Action action) throws IOException, InterruptedException {
        return Told.in(platform.entries(action));
    }
}
