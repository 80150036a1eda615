package dev.helpdesk.auth.feed;

import java.util.Locale;

/** Why a connection to the feed ended. */
enum Ending {
    /** The follower closed it or is gone. */
    GONE,
    /** The follower's token expired. */
    EXPIRED,
    /** The follower's token was revoked. */
    REVOKED,
    /** The follower read too slowly. */
    SLOW,
    /** What it missed could not be read. */
    FAILED,
    /** This service stops. */
    SHUTDOWN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
