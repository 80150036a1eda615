package dev.helpdesk.token;

/** Knows which genuine tokens no longer hold. */
@FunctionalInterface
public interface Revocations {

    /** Says whether a token, whose signature and claims were checked before, was revoked. Never throws. */
    Answer check(AccessToken token);

    /** What is known of a token. */
    enum Answer {
        /** Not revoked. */
        LIVE,
        /** Revoked. */
        REVOKED,
        /** Nobody who knows could be asked. */
        UNKNOWN
    }
}
