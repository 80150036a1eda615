package dev.helpdesk.launcher;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings a running realm to the wished state: token lifetimes, the event listener and the two development accounts. Changes nothing that is right. */
record RealmSetup(KeycloakAdmin keycloak, DevEnvironment development, TokenLifetime lifetime) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LISTENER = "helpdesk-identity-events";

    void apply() {
        applyLifetimes();
        ensureListener();
        ensureAccount("DEV_ADMIN", "Ada", "Admin");
        ensureAccount("DEV_USER", "Ugo", "User");
        ensureRole("DEV_ADMIN", "admin");
    }

    private void applyLifetimes() {
        ObjectNode wished = JSON.objectNode()
                .put("accessTokenLifespan", lifetime.seconds())
                .put("ssoSessionIdleTimeout", lifetime.sessionIdleSeconds())
                .put("ssoSessionMaxLifespan", lifetime.sessionMaxSeconds());
        JsonNode actual = keycloak.get("");
        boolean differs = wished.properties().stream()
                .anyMatch(field ->
                        actual.path(field.getKey()).asLong() != field.getValue().asLong());
        if (differs) {
            keycloak.put("", wished);
        }
    }

    /** A realm that is older than the listener does not name it. */
    private void ensureListener() {
        ArrayNode listeners = JSON.arrayNode();
        keycloak.get("").path("eventsListeners").forEach(listeners::add);
        boolean named =
                listeners.valueStream().anyMatch(name -> name.stringValue("").equals(LISTENER));
        if (!named) {
            keycloak.put("", JSON.objectNode().set("eventsListeners", listeners.add(LISTENER)));
        }
    }

    private void ensureAccount(String account, String firstName, String lastName) {
        if (!find(account).isEmpty()) {
            return;
        }
        String email = development.get(account + "_EMAIL");
        ObjectNode user = JSON.objectNode()
                .put("username", email)
                .put("email", email)
                .put("emailVerified", true)
                .put("enabled", true)
                .put("firstName", firstName)
                .put("lastName", lastName);
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", development.get(account + "_PASSWORD"))
                .put("temporary", false);
        keycloak.post("/users", user, 201);
    }

    private void ensureRole(String account, String role) {
        String roles = "/users/" + find(account).path(0).path("id").stringValue("") + "/role-mappings/realm";
        boolean granted = keycloak.get(roles)
                .valueStream()
                .anyMatch(mapping -> mapping.path("name").stringValue("").equals(role));
        if (!granted) {
            keycloak.post(roles, JSON.arrayNode().add(keycloak.get("/roles/" + role)), 204);
        }
    }

    private JsonNode find(String account) {
        String email = URLEncoder.encode(development.get(account + "_EMAIL"), StandardCharsets.UTF_8);
        return keycloak.get("/users?exact=true&email=" + email);
    }
}
