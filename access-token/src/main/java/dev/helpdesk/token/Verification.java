package dev.helpdesk.token;

/** The answer to "does this token hold?". A bad token and "cannot tell" are different answers, end to end. */
public sealed interface Verification {

    /** The token holds. */
    record Valid(AccessToken token) implements Verification {}

    /** The token does not hold and never will again: 401. */
    record Rejected(Reason reason) implements Verification {}

    /**
     * Nobody who knows could be asked: 503, never 401 and never 200.
     *
     * @param cause what could not be reached, for the log; holds no secret
     */
    record Unavailable(String cause) implements Verification {}

    /** Why a token does not hold. */
    enum Reason {
        /** Malformed, forged, of another kind, issuer or audience. */
        INVALID,
        /** Genuine, but its life is over. */
        EXPIRED,
        /** Genuine and in its time, but its session was ended or its subject shut out. */
        REVOKED
    }
}
