package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakProperties;
import dev.helpdesk.auth.once.Outcome;
import dev.helpdesk.auth.once.SingleFlight;
import dev.helpdesk.auth.once.SingleFlights;
import dev.helpdesk.auth.once.Tickets;
import dev.helpdesk.service.error.ApiException;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Service;

/**
 * Registrations that may be sent again under the same key: the account is made once, and who knows key and body gets its first answer
 * for {@link #KEPT}. Failures are not kept.
 *
 * <p>The answer is sealed under key and body together, and what is kept in Redis cannot be tried guesses on: for that takes the
 * secret of the facade's client as well. Whoever guesses another's key learns that it was used, by 422, and nothing more.
 */
@Service
class KeyedRegistrations {

    /** For how long an answer is given again. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Registrations registrations;
    private final Tickets tickets;
    private final Tickets stamps;
    private final SingleFlight<Registered> flight;

    KeyedRegistrations(Registrations registrations, KeycloakProperties keycloak, SingleFlights flights) {
        String secret = keycloak.client().secret();
        this.registrations = registrations;
        this.tickets = new Tickets("register", secret);
        this.stamps = new Tickets("registration", secret);
        this.flight = flights.of("register", KEPT, new RegisteredForm());
    }

    Repeatable<Registered> register(RegistrationRequest request, Locale language) {
        return new Repeatable<>(registrations.register(request, language, null), false);
    }

    Repeatable<Registered> register(IdempotencyKey key, RegistrationRequest request, Locale language) {
        String stamp = stamps.of(key.value()).id();
        return switch (flight.run(
                tickets.of(key.value(), request.content()),
                () -> registrations.register(request, language, stamp),
                answer -> {})) {
            case Outcome.First<Registered>(Registered answer) -> new Repeatable<>(answer, false);
            case Outcome.Repeated<Registered>(Registered answer) -> new Repeatable<>(answer, true);
            case Outcome.Mismatched<Registered> other -> throw ApiException.of(AuthError.IDEMPOTENCY_KEY_REUSED);
        };
    }
}
