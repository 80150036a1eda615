package dev.helpdesk.authclient.autoconfigure;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.feed.IdentityFeed;
import dev.helpdesk.authclient.verification.FacadeTokenVerifier;
import dev.helpdesk.authclient.verification.Followed;
import dev.helpdesk.authclient.verification.LocalTokenVerifier;
import dev.helpdesk.service.configuration.InvalidConfigurationException;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the verifier that the settings ask for. */
record Verifiers(
        AuthProperties auth, KeycloakProperties keycloak, AuthServiceClient authService, MeterRegistry meters) {

    TokenVerifier with(@Nullable IdentityFeed feed) {
        return switch (auth.verification()) {
            case FACADE -> feed == null ? authService::verify : byFacade(feed);
            case LOCAL -> locally(feed);
        };
    }

    private TokenVerifier byFacade(IdentityFeed feed) {
        FacadeTokenVerifier verifier = new FacadeTokenVerifier(authService, followed(feed), Clock.systemUTC(), meters);
        feed.whenKeysChange(verifier::forget);
        return verifier;
    }

    private TokenVerifier locally(@Nullable IdentityFeed feed) {
        if (feed == null) {
            throw new InvalidConfigurationException(
                    "AUTH_VERIFICATION",
                    "can only be local with AUTH_CLIENT_ID and AUTH_CLIENT_SECRET set: without an account of its own"
                            + " this service is not told of revocations");
        }
        return new LocalTokenVerifier(
                TokenPolicy.of(keycloak.issuer()), keycloak.jwks(), followed(feed), authService, meters);
    }

    private Followed followed(IdentityFeed feed) {
        Duration grace = auth.stale().grace();
        return new Followed(
                feed.revocations(),
                grace.isZero() ? token -> Revocations.Answer.UNKNOWN : feed.revocationsWithin(grace));
    }
}
