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

/** What admins do through the console or the API, and what the stream then says. */
@ExtendWith(LiveKeycloak.class)
class AdminEventsIT {

    private static final String NEW_PASSWORD = "{\"type\": \"password\", \"value\": \"Another-Horse-42x\"}";

    private final LiveKeycloak.Platform platform;
    private final KeycloakClient keycloak;
    private String user = "";
    private Login login = new Login("", "", "", "");

    AdminEventsIT(LiveKeycloak.Platform platform) {
        this.platform = platform;
        this.keycloak = platform.keycloak;
    }

    @BeforeEach
    void someoneIsLoggedIn() throws IOException, InterruptedException {
        user = keycloak.createUser();
        login = keycloak.login(user);
    }

    @Test
    void userIsMade() throws IOException, InterruptedException {
        List<String> made = new ArrayList<>();
        assertThat(told(() -> made.add(keycloak.createUser()))).containsExactly("account-created " + made.getFirst());
    }

    @Test
    void userIsRenamed() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("PUT", "/users/" + user, "{\"firstName\": \"Bea\"}")))
                .containsExactly("account-updated " + user);
    }

    @Test
    void userIsDisabled() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("PUT", "/users/" + user, "{\"enabled\": false}")))
                .containsExactly(cutAnd("account-disabled"));
    }

    @Test
    void userIsEnabled() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("PUT", "/users/" + user, "{\"enabled\": true}")))
                .containsExactly("account-updated " + user, "account-enabled " + user);
    }

    @Test
    void userIsDeleted() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("DELETE", "/users/" + user, "")))
                .containsExactly("tokens of user " + user + " revoked +1", "account-purged " + user);
    }

    @Test
    void userIsSignedOut() throws IOException, InterruptedException {
        Login second = keycloak.login(user);
        assertThat(told(() -> keycloak.admin("POST", "/users/" + user + "/logout", "")))
                .startsWith("tokens of user " + user + " revoked +0")
                .containsExactlyInAnyOrder(
                        "tokens of user " + user + " revoked +0",
                        "session " + login.sessionId() + " revoked",
                        "session " + second.sessionId() + " revoked");
    }

    @Test
    void sessionIsDeleted() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("DELETE", "/sessions/" + login.sessionId(), "")))
                .containsExactly("session " + login.sessionId() + " revoked");
    }

    @Test
    void passwordIsReset() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("PUT", "/users/" + user + "/reset-password", NEW_PASSWORD)))
                .containsExactly(cutAnd("account-updated"));
    }

    @Test
    void passwordIsSetWhileSavingTheUser() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("PUT", "/users/" + user, "{\"credentials\": [" + NEW_PASSWORD + "]}")))
                .containsExactly(cutAnd("account-updated"));
    }

    @Test
    void credentialIsRemoved() throws IOException, InterruptedException {
        String credentials = "/users/" + user + "/credentials";
        String id = keycloak.get(credentials).path(0).path("id").asString();
        assertThat(told(() -> keycloak.admin("DELETE", credentials + "/" + id, "")))
                .containsExactly(cutAnd("account-updated"));
    }

    @Test
    void roleIsGivenAndTaken() throws IOException, InterruptedException {
        String roles = "[" + keycloak.get("/roles/agent") + "]";
        String mappings = "/users/" + user + "/role-mappings/realm";

        assertThat(told(() -> keycloak.admin("POST", mappings, roles))).containsExactly(cutAnd("account-updated"));
        assertThat(told(() -> keycloak.admin("DELETE", mappings, roles))).containsExactly(cutAnd("account-updated"));
    }

    @Test
    void groupIsJoinedAndLeft() throws IOException, InterruptedException {
        String membership = "/users/" + user + "/groups/" + group();

        assertThat(told(() -> keycloak.admin("PUT", membership, ""))).containsExactly(cutAnd("account-updated"));
        assertThat(told(() -> keycloak.admin("DELETE", membership, ""))).containsExactly(cutAnd("account-updated"));
    }

    @Test
    void groupChanges() throws IOException, InterruptedException {
        String group = "/groups/" + group();
        String roles = "[" + keycloak.get("/roles/agent") + "]";

        assertThat(told(() -> keycloak.admin("POST", group + "/role-mappings/realm", roles)))
                .containsExactly("tokens of everyone revoked +1");
        assertThat(told(() -> keycloak.admin("PUT", group, "{\"name\": \"" + UUID.randomUUID() + "\"}")))
                .isEmpty();
        assertThat(told(() ->
                        keycloak.admin("POST", "/groups", keycloak.get(group).toString())))
                .containsExactly("tokens of everyone revoked +1");
        assertThat(told(() -> keycloak.admin("DELETE", group, ""))).containsExactly("tokens of everyone revoked +1");
    }

    @Test
    void roleChanges() throws IOException, InterruptedException {
        String role = "/roles/r-" + UUID.randomUUID();
        String agent = "[" + keycloak.get("/roles/agent") + "]";

        assertThat(told(() -> keycloak.admin("POST", "/roles", "{\"name\": \"" + role.substring(7) + "\"}")))
                .isEmpty();
        assertThat(told(() -> keycloak.admin("POST", role + "/composites", agent)))
                .containsExactly("tokens of everyone revoked +1");
        assertThat(told(() -> keycloak.admin("PUT", role, keycloak.get(role).toString())))
                .isEmpty();
        assertThat(told(() -> keycloak.admin("DELETE", role, ""))).containsExactly("tokens of everyone revoked +1");
    }

    @Test
    void notBeforeIsSetForTheRealm() throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        List<TestRedis.Entry> entries =
                platform.entries(() -> keycloak.admin("PUT", "", "{\"notBefore\": " + now + "}"));
        keycloak.admin("PUT", "", "{\"notBefore\": 0}");

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().fields())
                .containsEntry("scope", "everyone")
                .containsEntry("before", now + "000");
        assertThat(told(() -> keycloak.admin("POST", "/push-revocation", ""))).isEmpty();
    }

    @Test
    void clientIsCutOffDisabledAndDeleted() throws IOException, InterruptedException {
        String name = "c-" + UUID.randomUUID();
        String id = KeycloakClient.idOf(keycloak.admin("POST", "/clients", "{\"clientId\": \"" + name + "\"}"));
        ObjectNode client = (ObjectNode) keycloak.get("/clients/" + id);
        List<TestRedis.Entry> cutOff = platform.entries(() -> keycloak.admin(
                "PUT",
                "/clients/" + id,
                client.deepCopy().put("notBefore", 1795428000).toString()));

        assertThat(cutOff).hasSize(1);
        assertThat(cutOff.getFirst().fields()).containsEntry("client", name).containsEntry("before", "1795428000000");
        assertThat(told(() -> keycloak.admin(
                        "PUT", "/clients/" + id, client.put("enabled", false).toString())))
                .containsExactly("tokens of client " + name + " revoked +1");
        assertThat(told(() -> keycloak.admin("DELETE", "/clients/" + id, "")))
                .containsExactly("tokens of client " + name + " revoked +1");
    }

    @Test
    void everybodyIsSignedOut() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("POST", "/logout-all", "")))
                .containsExactly("tokens of everyone revoked +1");
    }

    @Test
    void userIsReplacedByAnImport() throws IOException, InterruptedException {
        String email = keycloak.get("/users/" + user).path("email").asString();
        String users = """
                {"ifResourceExists": "OVERWRITE", "users": [{"username": "%s", "enabled": true}]}""".formatted(email);
        List<String> told = told(() -> keycloak.admin("POST", "/partialImport", users));

        assertThat(told).hasSize(4).startsWith("tokens of user " + user + " revoked +1", "account-purged " + user);
        assertThat(told.subList(2, 4)).allSatisfy(words -> assertThat(words).matches("account-(updated|enabled) .*"));
    }

    /** Keycloak says nothing of these: docs/revocation.md tells what that costs. */
    @Test
    void disabledCredentialTypeIsNotTold() throws IOException, InterruptedException {
        assertThat(told(() -> keycloak.admin("PUT", "/users/" + user + "/disable-credential-types", "[\"password\"]")))
                .isEmpty();
    }

    private String group() throws IOException, InterruptedException {
        return KeycloakClient.idOf(keycloak.admin("POST", "/groups", "{\"name\": \"" + UUID.randomUUID() + "\"}"));
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
