package dev.helpdesk.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keycloak's admin REST API, used as an administrator in the console would. */
public record Console(Helpdesk helpdesk) {

    public void disable(String userId) {
        change(userId, Map.of("enabled", false));
    }

    /** Changes some fields of a user and leaves the others: Keycloak's PUT would erase what is not sent. */
    public void change(String userId, Map<String, Object> fields) {
        Map<String, Object> user = new HashMap<>(user(userId));
        user.putAll(fields);
        call("PUT", "/users/" + userId).json(user).send().expect(204);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> user(String userId) {
        JsonNode user = call("GET", "/users/" + userId).send().expect(200).json();
        return new JsonMapper().convertValue(user, Map.class);
    }

    public void delete(String userId) {
        call("DELETE", "/users/" + userId).send().expect(204);
    }

    public void endSession(String sessionId) {
        call("DELETE", "/sessions/" + sessionId).send().expect(204);
    }

    public List<String> sessionsOf(String userId) {
        return call("GET", "/users/" + userId + "/sessions")
                .send()
                .expect(200)
                .json()
                .valueStream()
                .map(session -> session.path("id").asString())
                .toList();
    }

    /** Whether an account has that address. */
    public boolean hasUser(String email) {
        return !call("GET", "/users?exact=true&email=" + URLEncoder.encode(email, UTF_8))
                .send()
                .expect(200)
                .json()
                .isEmpty();
    }

    /** The types of the events that Keycloak stores. */
    public List<String> eventTypes() {
        return call("GET", "/events/config")
                .send()
                .expect(200)
                .json()
                .path("enabledEventTypes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Lets Keycloak store the events of these types only. */
    public void storeEvents(Collection<String> types) {
        ObjectNode config =
                (ObjectNode) call("GET", "/events/config").send().expect(200).json();
        config.putPOJO("enabledEventTypes", types);
        call("PUT", "/events/config").json(config).send().expect(204);
    }

    public void signOut(String userId) {
        call("POST", "/users/" + userId + "/logout").send().expect(204);
    }

    public void resetPassword(String userId, String password) {
        call("PUT", "/users/" + userId + "/reset-password")
                .json(Map.of("type", "password", "value", password, "temporary", false))
                .send()
                .expect(204);
    }

    public void giveRole(String userId, String role) {
        changeRole("POST", userId, role);
    }

    public void takeRole(String userId, String role) {
        changeRole("DELETE", userId, role);
    }

    private void changeRole(String method, String userId, String role) {
        JsonNode representation =
                call("GET", "/roles/" + role).send().expect(200).json();
        call(method, "/users/" + userId + "/role-mappings/realm")
                .json(List.of(representation))
                .send()
                .expect(204);
    }

    /** Makes a user the way an administrator does, without any help of the API. Returns the id. */
    public String create(Person person) {
        String location = call("POST", "/users")
                .json(Map.of(
                        "username", person.email(),
                        "email", person.email(),
                        "firstName", person.firstName(),
                        "lastName", person.lastName(),
                        "enabled", true,
                        "credentials",
                                List.of(Map.of("type", "password", "value", person.password(), "temporary", false))))
                .send()
                .expect(201)
                .header("Location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    public Call call(String method, String path) {
        String url = helpdesk.variable("KEYCLOAK_URL") + "/admin/realms/" + helpdesk.variable("KEYCLOAK_REALM") + path;
        return Call.of(method, url).bearer(adminToken());
    }

    private String adminToken() {
        String form = "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                .formatted(helpdesk.variable("KEYCLOAK_ADMIN_USERNAME"), helpdesk.variable("KEYCLOAK_ADMIN_PASSWORD"));
        return Call.post(helpdesk.variable("KEYCLOAK_URL") + "/realms/master/protocol/openid-connect/token")
                .body("application/x-www-form-urlencoded", form)
                .send()
                .expect(200)
                .at("/access_token");
    }
}
