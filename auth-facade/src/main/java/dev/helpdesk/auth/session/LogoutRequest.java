package dev.helpdesk.auth.session;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody who leaves. */
record LogoutRequest(
        @Nullable String refreshToken,

        @Pattern(regexp = "session|others|all", message = "unsupported_value") @Nullable String scope) {

    static final LogoutRequest EMPTY = new LogoutRequest(null, null);

    @Override
    public String toString() {
        return "LogoutRequest[scope=" + scope + "]";
    }
}
