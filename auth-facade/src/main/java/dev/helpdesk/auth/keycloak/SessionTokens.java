package dev.helpdesk.auth.keycloak;

/**
 * What a client gets for a session. Its text form is redacted.
 *
 * @param accessToken for calls to the helpdesk's services
 * @param refreshToken for new tokens, once
 * @param expiresIn life of the access token in seconds
 * @param refreshExpiresIn life of the refresh token in seconds
 * @param sessionId the session both belong to
 */
public record SessionTokens(
        String accessToken, String refreshToken, long expiresIn, long refreshExpiresIn, String sessionId) {

    @Override
    public String toString() {
        return "SessionTokens[sessionId=" + sessionId + "]";
    }
}
