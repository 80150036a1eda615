package dev.helpdesk.user.directory;

import org.jspecify.annotations.Nullable;

/**
 * Which users are looked for; null means any.
 *
 * @param text what the e-mail address or the names contain, in any case, accents apart
 * @param role a role they have
 * @param enabled whether they may log in
 */
public record DirectoryFilter(
        @Nullable String text,
        @Nullable String role,
        @Nullable Boolean enabled) {}
