package dev.helpdesk.auth.once;

import java.util.Locale;
import java.util.UUID;

/**
 * What stands at the id of a ticket.
 *
 * @param kind what it is
 * @param content a claim's owner, or a sealed outcome
 */
record Entry(Kind kind, String content) {

    /** Failures are overwritten as if nothing stood there: they are for those who wait for the flight. */
    static final String FAILURE_PREFIX = Kind.FAILURE.prefix();

    enum Kind {
        /** Somebody is at it. */
        CLAIM,
        /** It was done. */
        RESULT,
        /** It could not be done. */
        FAILURE;

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + ":";
        }
    }

    /** A claim of an owner who has no other. */
    static Entry claim() {
        return new Entry(Kind.CLAIM, UUID.randomUUID().toString());
    }

    /** Reads its text form; what has none of its forms is a failure that nobody can open. */
    static Entry parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix())) {
                return new Entry(kind, text.substring(kind.prefix().length()));
            }
        }
        return new Entry(Kind.FAILURE, "");
    }

    String text() {
        return kind.prefix() + content;
    }

    boolean isClaim() {
        return kind == Kind.CLAIM;
    }

    boolean isFailure() {
        return kind == Kind.FAILURE;
    }
}
