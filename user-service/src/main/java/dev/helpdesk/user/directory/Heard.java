package dev.helpdesk.user.directory;

import org.jspecify.annotations.Nullable;

/**
 * Where the log spoke of a user who is not looked up yet; without positions, the user is to be looked up in any case.
 *
 * @param first the first of these entries
 * @param latest the last of them
 */
record Heard(@Nullable LogPosition first, @Nullable LogPosition latest) {

    static final Heard ELSEWHERE = new Heard(null, null);

    static Heard at(LogPosition position) {
        return new Heard(position, position);
    }

    Heard againAt(LogPosition position) {
        return new Heard(first, position);
    }

    /** Whether whoever came as far as this has looked the user up since. */
    boolean isBehind(@Nullable LogPosition position) {
        return latest != null && position != null && !latest.isAfter(position);
    }
}
