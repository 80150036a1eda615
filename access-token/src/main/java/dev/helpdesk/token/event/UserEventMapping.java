package dev.helpdesk.token.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What user events mean: somebody acted for themselves, or Keycloak acted on them. */
final class UserEventMapping {

    /** Keycloak's reasons for refusing a refresh token that was used before; it has ended the client's session then. */
    private static final String REUSED_OLDER = "Stale token";

    private static final String REUSED_TOO_OFTEN = "Maximum allowed refresh token reuse exceeded";

    private final KeycloakEvent event;
    private final Consequences consequences;
    private final Duration longestTokenLife;

    UserEventMapping(KeycloakEvent event, Consequences consequences, Duration longestTokenLife) {
        this.event = event;
        this.consequences = consequences;
        this.longestTokenLife = longestTokenLife;
    }

    void map() {
        switch (event.type()) {
            case "LOGOUT" -> sessionEnded();
            case "USER_SESSION_DELETED" -> sessionDeleted();
            case "REVOKE_GRANT" -> grantRevoked();
            case "REFRESH_TOKEN_ERROR" -> refreshRefused();
            case "UPDATE_CREDENTIAL" -> credentialUpdated();
            case "USER_DISABLED_BY_PERMANENT_LOCKOUT" -> lockedForGood();
            case "DELETE_ACCOUNT" -> deleted();
            case "REGISTER" -> changed(AccountChange.CREATED);
            case "UPDATE_PROFILE", "UPDATE_EMAIL", "VERIFY_EMAIL", "VERIFY_PROFILE" -> changed(AccountChange.UPDATED);
            default -> {}
        }
    }

    private void sessionEnded() {
        String sessionId = event.sessionId();
        if (sessionId != null) {
            consequences.sessionRevoked(sessionId);
        }
    }

    /** A session that ran out takes no living token with it: Keycloak gives no token a longer life than its session. */
    private void sessionDeleted() {
        if (!"user_session_expired".equals(event.details().get("reason"))) {
            sessionEnded();
        }
    }

    private void grantRevoked() {
        String tokenId = event.details().get("token_id");
        if (tokenId != null) {
            consequences.tokenRevoked(tokenId, longestTokenLife);
        } else if (event.sessionId() != null && event.details().containsKey("refresh_token_id")) {
            clientSessionEnded();
        } else if (event.userId() != null && event.details().containsKey("revoked_client")) {
            consequences.userRevokedUntilNow(event.userId(), null);
        }
    }

    private void refreshRefused() {
        String reason = event.details().get("reason");
        if (REUSED_OLDER.equals(reason) || REUSED_TOO_OFTEN.equals(reason)) {
            clientSessionEnded();
        }
    }

    /**
     * Not {@code session-revoked}: only the client was detached. The browser's single sign-on session lives on, and
     * the next login through it has the same session id.
     */
    private void clientSessionEnded() {
        String sessionId = event.sessionId();
        String clientId = event.clientId();
        if (sessionId != null && clientId != null) {
            consequences.revokedUntilNow(new TokenScope.OfClientSession(sessionId, clientId));
        }
    }

    /** Keycloak also sends the older {@code UPDATE_PASSWORD} each time; one of the two is enough. */
    private void credentialUpdated() {
        String userId = event.userId();
        if (userId != null && "password".equals(event.details().get("credential_type"))) {
            consequences.userRevokedUntilNow(userId, ownSession());
            consequences.account(AccountChange.UPDATED, userId);
        }
    }

    /** The session in which the password is changed gets its new tokens in this very second. */
    private @Nullable String ownSession() {
        return event.sessionId() != null ? event.sessionId() : event.details().get("code_id");
    }

    private void lockedForGood() {
        String userId = event.userId();
        if (userId != null) {
            consequences.userRevokedUntilNow(userId, null);
            consequences.account(AccountChange.DISABLED, userId);
        }
    }

    private void deleted() {
        String userId = event.userId();
        if (userId != null) {
            consequences.revokedUntilNow(new TokenScope.OfUser(userId));
            consequences.account(AccountChange.PURGED, userId);
        }
    }

    private void changed(AccountChange change) {
        String userId = event.userId();
        if (userId != null) {
            consequences.account(change, userId);
        }
    }
}
