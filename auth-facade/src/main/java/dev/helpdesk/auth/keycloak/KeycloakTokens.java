package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.BearerToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keycloak's token endpoint. Every call fails with {@code identity_unavailable} when Keycloak gives no answer of its kind. */
public interface KeycloakTokens {

    /** Begins a session. */
    Grant logIn(String email, String password, @Nullable String otp);

    /** Begins the first session of an account that was just made: what was begun is completed, however many others log in. */
    default Grant logInNew(String email, String password) {
        return logIn(email, password, null);
    }

    /** Exchanges a refresh token for the session's next pair of tokens. */
    Renewal refresh(String refreshToken);

    /** Whether Keycloak itself still honours an access token. */
    boolean honours(BearerToken token);

    /** Whose session a refresh token can still renew, if any. */
    Optional<SessionHolder> holderOf(String refreshToken);

    /** Ends the session of a genuine refresh token, used or not, also again; empty when the token is none of ours. */
    Optional<SessionHolder> endSessionOf(String refreshToken);
}
