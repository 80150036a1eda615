package dev.helpdesk.user.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The {@code profile} object of the API. */
record ProfileView(
        String userId,
        @Nullable String email,
        String firstName,
        String lastName,
        @Nullable String displayName,
        @Nullable String phone,
        @Nullable String department,
        @Nullable String jobTitle,
        @Nullable String locale,
        @Nullable String timezone,
        @Nullable String bio,
        @Nullable AvatarLinks avatar,
        Instant createdAt,
        Instant updatedAt) {}
