package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.User;
import java.util.List;

/** What Keycloak says to an e-mail address and a password. */
public sealed interface Grant {

    /** They are right: a session began. */
    record Granted(SessionTokens tokens, User user) implements Grant {}

    /** They are not, or the account is disabled or locked: nobody but its owner may learn which. */
    record InvalidCredentials() implements Grant {}

    /**
     * They are right, but the account has something to do first.
     *
     * @param actions Keycloak's names of it, such as {@code UPDATE_PASSWORD}
     */
    record ActionRequired(List<String> actions) implements Grant {

        public ActionRequired {
            actions = List.copyOf(actions);
        }
    }
}
