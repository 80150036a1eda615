package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.once.Outcome;
import dev.helpdesk.auth.once.SingleFlight;
import dev.helpdesk.auth.once.SingleFlights;
import dev.helpdesk.auth.once.Tickets;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import java.time.Duration;
import org.springframework.stereotype.Service;

/**
 * Sessions that go on. A refresh token works once at Keycloak; here everybody who sends it at that time, or within {@link #GRACE} after
 * it because the answer got lost, gets the same pair of tokens.
 *
 * <p>That is no second chance for a thief: a token that is sent once more after its successor was sent ends the session, and a pair
 * that was revoked is not given again. After the grace Keycloak is asked, and says the same.
 *
 * <p>When the replica at work dies between Keycloak's answer and the record of it, nobody has the pair. Others with the same token
 * wait until its claim has run out, and then learn from Keycloak whether the token is still good: a new pair, or 401 and the session has
 * ended.
 */
@Service
class Refreshes {

    /** For how long a pair is given again. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Tickets tickets = new Tickets("refresh");
    private final Rotation rotation;
    private final TokenVerifier verifier;
    private final SingleFlight<SessionResponse> flight;

    Refreshes(Rotation rotation, TokenVerifier verifier, SingleFlights flights) {
        this.rotation = rotation;
        this.verifier = verifier;
        this.flight = flights.of("refresh", GRACE, new SessionForm());
    }

    SessionResponse refresh(String refreshToken) {
        return switch (flight.run(tickets.of(refreshToken), () -> rotation.rotate(refreshToken), this::admit)) {
            case Outcome.First<SessionResponse>(SessionResponse pair) -> pair;
            case Outcome.Repeated<SessionResponse>(SessionResponse pair) -> pair;
            // Who presents the token can open its record, unless somebody else has written it.
            case Outcome.Mismatched<SessionResponse> damaged -> throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
        };
    }

    /** Whoever comes late gets the pair only while nobody has gone on from it. */
    private void admit(SessionResponse pair) {
        switch (verifier.verify(new BearerToken(pair.accessToken()))) {
            case Verification.Rejected(Verification.Reason reason)
            when reason == Verification.Reason.REVOKED -> throw ApiException.of(AuthError.SESSION_REVOKED);
            case Verification.Unavailable unavailable -> throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
            case Verification.Rejected outdated -> {}
            case Verification.Valid valid -> {}
        }
        if (flight.isKnown(tickets.of(pair.refreshToken()))) {
            throw rotation.reused(pair.sessionId());
        }
    }
}
