package dev.helpdesk.auth.keycloak;

import org.jspecify.annotations.Nullable;

/** Says that Keycloak answered, but not as it should. The error code is Keycloak's own word and holds no secret. */
final class UnexpectedAnswerException extends RuntimeException {

    UnexpectedAnswerException(String what, int status, @Nullable String error) {
        super("Keycloak answered " + status + " to " + what + ": " + error);
    }
}
