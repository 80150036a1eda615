package dev.helpdesk.authclient.test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user the {@link FakeAuthService} knows.
 *
 * @param id the user id, a UUID
 * @param email the address, or null for a service account
 * @param firstName given name
 * @param lastName family name
 * @param roles the Helpdesk roles
 * @param createdAt when the account was made
 */
public record FakeUser(
        String id, @Nullable String email, String firstName, String lastName, List<String> roles, Instant createdAt) {

    /** Ada Lovelace with the role {@code user}. */
    public static FakeUser ada() {
        return new FakeUser(
                "318b7771-75df-4df7-a609-b1020c139788",
                "ada@example.com",
                "Ada",
                "Lovelace",
                List.of("user"),
                Instant.parse("2026-11-01T09:30:00Z"));
    }

    /** The same user under another id and address. */
    public FakeUser as(String otherId, String otherEmail) {
        return new FakeUser(otherId, otherEmail, firstName, lastName, roles, createdAt);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("email", email);
        json.put("firstName", firstName);
        json.put("lastName", lastName);
        json.put("roles", roles);
        json.put("emailVerified", true);
        json.put("enabled", true);
        json.put("createdAt", createdAt.toString());
        return json;
    }
}
