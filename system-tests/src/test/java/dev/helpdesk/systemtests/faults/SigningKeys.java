package dev.helpdesk.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helpdesk.systemtests.Console;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The keys that the realm signs access tokens with. */
record SigningKeys(Console console) {

    private static final String TYPE = "org.keycloak.keys.KeyProvider";

    /** The ids of the key providers there are. */
    List<String> current() {
        return console.call("GET", "/components?type=" + TYPE)
                .send()
                .expect(200)
                .json()
                .valueStream()
                .filter(component -> component.path("providerId").asString().equals("rsa-generated"))
                .map(component -> component.path("id").asString())
                .toList();
    }

    /** New tokens are signed by a new key. */
    void add() {
        JsonNode realm = console.call("GET", "").send().expect(200).json();
        console.call("POST", "/components")
                .json(Map.of(
                        "name",
                        "rsa-" + UUID.randomUUID(),
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        TYPE,
                        "parentId",
                        realm.path("id").asString(),
                        "config",
                        Map.of(
                                "priority",
                                List.of(Long.toString(System.currentTimeMillis() / 1_000)),
                                "algorithm",
                                List.of("RS256"))))
                .send()
                .expect(201);
    }

    /** Nothing that this provider's key signed holds any more. */
    void remove(String id) {
        console.call("DELETE", "/components/" + id).send().expect(204);
    }

    /** The token with another key id in its header. */
    static String withUnknownKey(String token) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(UUID.randomUUID());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8))
                + token.substring(token.indexOf('.'));
    }
}
