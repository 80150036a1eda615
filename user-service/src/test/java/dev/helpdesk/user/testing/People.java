package dev.helpdesk.user.testing;

import dev.helpdesk.token.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes users for tests; each is somebody else. */
public final class People {

    private People() {}

    /** A user with the role {@code user}. */
    public static User somebody() {
        return named("Ada", "Lovelace");
    }

    /** A user of this name. */
    public static User named(String firstName, String lastName) {
        return withRoles(firstName, lastName, "user");
    }

    /** An administrator. */
    public static User admin() {
        return withRoles("Grace", "Hopper", "user", "admin");
    }

    /** A user of this name and with these roles. */
    public static User withRoles(String firstName, String lastName, String... roles) {
        return user(UUID.randomUUID() + "@example.org", firstName, lastName, true, roles);
    }

    /** A user who may not log in. */
    public static User disabled(String firstName, String lastName) {
        return user(UUID.randomUUID() + "@example.org", firstName, lastName, false, "user");
    }

    /** The same user with these roles. */
    public static User given(User user, String... roles) {
        return new User(
                user.id(),
                user.email(),
                user.firstName(),
                user.lastName(),
                List.of(roles),
                user.emailVerified(),
                user.enabled(),
                user.createdAt());
    }

    /** The same user under another address and name. */
    public static User renamed(User user, String email, String firstName, String lastName) {
        return new User(
                user.id(),
                email,
                firstName,
                lastName,
                user.roles(),
                user.emailVerified(),
                user.enabled(),
                user.createdAt());
    }

    /** A user with everything given. */
    public static User user(
            @Nullable String email, String firstName, String lastName, boolean enabled, String... roles) {
        Instant createdAt = Instant.parse("2026-10-01T08:00:00Z");
        String id = UUID.randomUUID().toString();
        return new User(id, email, firstName, lastName, List.of(roles), true, enabled, createdAt);
    }
}
