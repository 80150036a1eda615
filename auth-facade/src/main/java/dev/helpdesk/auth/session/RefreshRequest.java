package dev.helpdesk.auth.session;

import jakarta.validation.constraints.NotBlank;

/** Somebody who wants the next pair of tokens. */
record RefreshRequest(@NotBlank(message = "required") String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest[redacted]";
    }
}
