package dev.helpdesk.user.directory;

import org.jspecify.annotations.Nullable;

/**
 * A copy of all users that something in the log calls for.
 *
 * @param upTo how far the directory has come once that is done
 * @param reset whether the position stored before means nothing any more
 */
record CopyOrder(@Nullable LogPosition upTo, boolean reset) {

    boolean isDoneBy(@Nullable LogPosition stored) {
        return !reset && upTo != null && stored != null && !upTo.isAfter(stored);
    }
}
