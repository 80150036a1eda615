package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Somebody who says who they are. */
record LoginRequest(
        @NotBlank(message = "required") @Size(max = EmailAddress.MAX_LENGTH, message = "too_long") String email,

        @NotEmpty(message = "required") @Size(max = 128, message = "too_long") String password,

        @Size(max = 16, message = "too_long") @Nullable String otp) {

    EmailAddress address() {
        return new EmailAddress(email);
    }

    @Override
    public String toString() {
        return "LoginRequest[redacted]";
    }
}
