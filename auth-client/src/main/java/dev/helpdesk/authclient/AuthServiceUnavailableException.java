package dev.helpdesk.authclient;

import org.jspecify.annotations.Nullable;

/** The auth service could not be asked: nothing is known, so nothing may be refused or granted on the strength of it. */
public final class AuthServiceUnavailableException extends RuntimeException {

    public AuthServiceUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
