package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** "Nobody who knows could be asked": 503, with the cause in the log only. */
final class Unavailable {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private Unavailable() {}

    static ApiException because(Throwable cause) {
        return ApiException.of(CommonError.IDENTITY_UNAVAILABLE).causedBy(cause).retryAfter(WAIT);
    }

    /** Keycloak answered, but not as it should. The error code is Keycloak's own word and holds no secret. */
    static ApiException answered(String what, int status, @Nullable String error) {
        return because(new IllegalStateException("Keycloak answered " + status + " to " + what + ": " + error));
    }
}
