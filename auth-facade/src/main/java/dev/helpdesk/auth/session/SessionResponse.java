package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.SessionTokens;
import dev.helpdesk.token.User;

/** The tokens of a session and whose it is. */
record SessionResponse(
        boolean success,
        String accessToken,
        String refreshToken,
        String tokenType,
        long expiresIn,
        long refreshExpiresIn,
        String sessionId,
        User user) {

    static SessionResponse of(SessionTokens tokens, User user) {
        return new SessionResponse(
                true,
                tokens.accessToken(),
                tokens.refreshToken(),
                "Bearer",
                tokens.expiresIn(),
                tokens.refreshExpiresIn(),
                tokens.sessionId(),
                user);
    }

    @Override
    public String toString() {
        return "SessionResponse[sessionId=" + sessionId + "]";
    }
}
