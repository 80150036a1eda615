package dev.helpdesk.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as every endpoint of the API shows one.
 *
 * @param id Keycloak's user id, a UUID
 * @param email the address the user logs in with; a service account has none
 * @param firstName given name, empty for a service account
 * @param lastName family name, empty for a service account
 * @param roles the Helpdesk roles among {@code user}, {@code agent}, {@code admin} and {@code service}, sorted
 * @param emailVerified whether the address was proven to be the user's
 * @param enabled whether the account may log in
 * @param createdAt when the account was made, if known
 */
public record User(
        String id,
        @Nullable String email,
        String firstName,
        String lastName,
        List<String> roles,
        boolean emailVerified,
        boolean enabled,
        @Nullable Instant createdAt) {

    public User {
        roles = roles.stream().sorted().toList();
    }
}
