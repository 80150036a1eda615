package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;
import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.Grant;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.service.error.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sessions that begin with a password. */
@Service
class Logins {

    private static final String VERIFY_EMAIL = "VERIFY_EMAIL";

    private final KeycloakTokens keycloak;

    Logins(KeycloakTokens keycloak) {
        this.keycloak = keycloak;
    }

    SessionResponse logIn(EmailAddress email, String password, @Nullable String otp) {
        if (!email.canNameAnAccount()) {
            throw ApiException.of(AuthError.INVALID_CREDENTIALS);
        }
        return session(keycloak.logIn(email.value(), password, otp));
    }

    /** The first session of an account that was just made. */
    SessionResponse logInNew(EmailAddress email, String password) {
        return session(keycloak.logInNew(email.value(), password));
    }

    private static SessionResponse session(Grant grant) {
        return switch (grant) {
            case Grant.Granted granted -> SessionResponse.of(granted.tokens(), granted.user());
            case Grant.InvalidCredentials wrong -> throw ApiException.of(AuthError.INVALID_CREDENTIALS);
            case Grant.ActionRequired pending -> throw refusal(pending);
        };
    }

    private static ApiException refusal(Grant.ActionRequired pending) {
        AuthError error = pending.actions().contains(VERIFY_EMAIL)
                ? AuthError.EMAIL_NOT_VERIFIED
                : AuthError.ACCOUNT_ACTION_REQUIRED;
        return ApiException.of(error).with("actions", pending.actions());
    }
}
