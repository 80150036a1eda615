package dev.helpdesk.user.directory;

import org.jspecify.annotations.Nullable;

/**
 * What part of the list of users is wanted.
 *
 * @param filter which users
 * @param sort in which order
 * @param after behind which place, or null for the beginning
 * @param limit how many at most
 */
public record DirectoryQuery(
        DirectoryFilter filter,
        DirectorySort sort,
        @Nullable DirectoryPosition after,
        int limit) {}
