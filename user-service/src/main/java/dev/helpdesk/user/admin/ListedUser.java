package dev.helpdesk.user.admin;

import dev.helpdesk.token.User;
import dev.helpdesk.user.profile.ProfileSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as the API shows one everywhere, and what lists add. */
record ListedUser(
        String id,
        @Nullable String email,
        String firstName,
        String lastName,
        List<String> roles,
        boolean emailVerified,
        boolean enabled,
        @Nullable Instant createdAt,
        @Nullable ProfileSummary profile) {

    static ListedUser of(User user, @Nullable ProfileSummary profile) {
        return new ListedUser(
                user.id(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.roles(),
                user.emailVerified(),
                user.enabled(),
                user.createdAt(),
                profile);
    }
}
