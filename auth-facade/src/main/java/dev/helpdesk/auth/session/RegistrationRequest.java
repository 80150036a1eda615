package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who wants an account. The patterns leave to the other rules what those complain about. */
record RegistrationRequest(
        @NotBlank(message = "required") @WellFormedEmail String email,

        @NotEmpty(message = "required") @Pattern(regexp = "(?s)|.{12,}", message = "weak_password")
        @Size(max = 128, message = "too_long") String password,

        @NotBlank(message = "required") @Size(max = 255, message = "too_long") @Pattern(regexp = PRINTABLE, message = "invalid_characters") String firstName,

        @NotBlank(message = "required") @Size(max = 255, message = "too_long") @Pattern(regexp = PRINTABLE, message = "invalid_characters") String lastName,

        @Pattern(regexp = "en|fr", message = "unsupported_value") @Nullable String locale) {

    /**
     * What people's names are written with: no control characters, none that turn the direction of writing, and nothing that
     * Keycloak takes for code.
     */
    private static final String PRINTABLE =
            "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF<>&\"$%#;/\\\\{}]*+";

    EmailAddress address() {
        return new EmailAddress(email);
    }

    /** What two registrations must have in common to be the same. */
    String[] content() {
        return new String[] {
            address().value(), password, tidy(firstName), tidy(lastName), Objects.requireNonNullElse(locale, "")
        };
    }

    static String tidy(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    @Override
    public String toString() {
        return "RegistrationRequest[redacted]";
    }
}
