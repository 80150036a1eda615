package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.keycloak.events.KeycloakClient.Login;
import java.io.IOException;
import java.util.Map;

/** What users do through the account API. */
record AccountConsole(KeycloakClient keycloak) {

    private static final String CLIENT = """
            {"clientId": "account-tester", "publicClient": true, "directAccessGrantsEnabled": true,
             "protocolMappers": [
              {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
               "config": {"included.client.audience": "account", "access.token.claim": "true"}},
              {"name": "roles", "protocol": "openid-connect", "protocolMapper": "oidc-usermodel-client-role-mapper",
               "config": {"usermodel.clientRoleMapping.clientId": "account", "multivalued": "true",
                "claim.name": "resource_access.account.roles", "access.token.claim": "true"}}]}""";

    Login login(String user) throws IOException, InterruptedException {
        if (keycloak.get("/clients?clientId=account-tester").isEmpty()) {
            keycloak.admin("POST", "/clients", CLIENT);
        }
        return keycloak.toLogin(keycloak.form(
                "/realms/helpdesk/protocol/openid-connect/token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "account-tester",
                        "username",
                        keycloak.get("/users/" + user).path("email").asString(),
                        "password",
                        KeycloakClient.PASSWORD)));
    }

    void signOutOthers(Login account) throws IOException, InterruptedException {
        assertThat(keycloak.bearer(account.accessToken(), "DELETE", "/realms/helpdesk/account/sessions", "")
                        .statusCode())
                .isEqualTo(204);
    }
}
