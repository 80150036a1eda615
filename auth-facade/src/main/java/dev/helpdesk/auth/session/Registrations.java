package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;
import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakUsers;
import dev.helpdesk.auth.keycloak.NewUser;
import dev.helpdesk.auth.keycloak.Registration;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.FieldError;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Service;

/** New accounts, each made in one step: one that exists has its names and its password. */
@Service
class Registrations {

    private final KeycloakUsers users;
    private final Logins logins;
    private final UnverifiedRegistrations unverified;
    private final boolean verifyEmail;

    Registrations(
            KeycloakUsers users,
            Logins logins,
            UnverifiedRegistrations unverified,
            RegistrationProperties registration) {
        this.users = users;
        this.logins = logins;
        this.unverified = unverified;
        this.verifyEmail = registration.verification().email();
    }

    Registered register(RegistrationRequest request, Locale language) {
        NewUser user = newUser(request, language);
        if (verifyEmail) {
            unverified.register(user);
            return new Registered.Unverified();
        }
        return switch (users.register(user)) {
            case Registration.Created created ->
                new Registered.WithSession(logins.logIn(new EmailAddress(user.email()), user.password(), null));
            case Registration.EmailTaken taken -> throw ApiException.of(AuthError.EMAIL_TAKEN);
            case Registration.Refused refused -> throw invalid(refused);
        };
    }

    private NewUser newUser(RegistrationRequest request, Locale language) {
        String email = request.address().value();
        if (request.password().equalsIgnoreCase(email)) {
            // Keycloak says so of a free address, but never gets that far with a taken one.
            throw ApiException.invalid(new FieldError("password", "weak_password"));
        }
        return new NewUser(
                email,
                request.password(),
                RegistrationRequest.tidy(request.firstName()),
                RegistrationRequest.tidy(request.lastName()),
                Objects.requireNonNullElse(
                        request.locale(), language.getLanguage().equals("fr") ? "fr" : "en"),
                verifyEmail);
    }

    static ApiException invalid(Registration.Refused refused) {
        return ApiException.invalid(refused.fields().toArray(FieldError[]::new));
    }
}
