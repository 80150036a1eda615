package dev.helpdesk.token;

/** Decides whether an access token holds. Implementations are safe for use by many threads and never throw for a bad token. */
@FunctionalInterface
public interface TokenVerifier {

    /**
     * Checks a token.
     *
     * @param token the token as the client presented it
     * @return valid, rejected, or unavailable when it could not be decided
     */
    Verification verify(BearerToken token);
}
