package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.SessionHolder;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every refresh token looks like. Keycloak is asked about no other text. */
final class RefreshTokenForm {

    /** Far more than a token has, and less than Keycloak reads. */
    private static final int MAX_LENGTH = 8 * 1024;

    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    private RefreshTokenForm() {}

    /** Whose session the token names, genuine or not; nobody's if it is of another form. */
    static Optional<SessionHolder> claimedHolder(String token) {
        return token.length() <= MAX_LENGTH && JWT.matcher(token).matches()
                ? SessionHolder.unverified(token)
                : Optional.empty();
    }
}
