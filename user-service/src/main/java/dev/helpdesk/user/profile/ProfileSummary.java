package dev.helpdesk.user.profile;

import org.jspecify.annotations.Nullable;

/** What a list of users shows of a profile. */
public record ProfileSummary(
        @Nullable String displayName, @Nullable AvatarLinks avatar) {}
