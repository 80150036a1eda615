package dev.helpdesk.authclient;

import org.jspecify.annotations.Nullable;

/** The auth service could not be asked: nothing is known, so nothing may be refused or granted on the strength of it. */
public final class AuthServiceUnavailableException extends RuntimeException {

    private final String reason;

    public AuthServiceUnavailableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** What went wrong, for the log; holds no secret and no personal datum. */
    public String reason() {
        return reason;
    }
}
