package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;
import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakUsers;
import dev.helpdesk.auth.keycloak.NewUser;
import dev.helpdesk.auth.keycloak.Registration;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.FieldError;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** New accounts, each made in one step: one that exists has its names and its password. */
@Service
class Registrations {

    private final KeycloakUsers users;
    private final Logins logins;
    private final UnverifiedRegistrations unverified;
    private final Clock clock;
    private final boolean verifyEmail;

    Registrations(
            KeycloakUsers users,
            Logins logins,
            UnverifiedRegistrations unverified,
            RegistrationProperties registration,
            Clock clock) {
        this.users = users;
        this.logins = logins;
        this.unverified = unverified;
        this.clock = clock;
        this.verifyEmail = registration.verification().email();
    }

    /**
     * Makes an account.
     *
     * @param stamp what the registration is recognized by when it comes again, if it may
     */
    Registered register(RegistrationRequest request, Locale language, @Nullable String stamp) {
        NewUser user = newUser(request, language, stamp);
        if (verifyEmail) {
            unverified.register(user);
            return new Registered.Unverified();
        }
        return switch (users.register(user)) {
            case Registration.Created created ->
                new Registered.WithSession(logins.logInNew(new EmailAddress(user.email()), user.password()));
            case Registration.EmailTaken taken -> new Registered.WithSession(logInAgain(user));
            case Registration.Refused refused -> throw invalid(refused);
        };
    }

    private SessionResponse logIn(NewUser user) {
        return logins.logIn(new EmailAddress(user.email()), user.password(), null);
    }

    /**
     * The account may have been made by this very registration, and the one who did it died before the answer. Who knows the same
     * key and the password is who made it.
     */
    private SessionResponse logInAgain(NewUser user) {
        if (user.stamp() == null
                || users.madeBy(user, clock.instant().minus(KeyedRegistrations.KEPT))
                        .isEmpty()) {
            throw ApiException.of(AuthError.EMAIL_TAKEN);
        }
        try {
            return logIn(user);
        } catch (ApiException e) {
            throw e.error() == AuthError.INVALID_CREDENTIALS ? ApiException.of(AuthError.EMAIL_TAKEN) : e;
        }
    }

    private NewUser newUser(RegistrationRequest request, Locale language, @Nullable String stamp) {
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
                verifyEmail,
                stamp);
    }

    static ApiException invalid(Registration.Refused refused) {
        return ApiException.invalid(refused.fields().toArray(FieldError[]::new));
    }
}
