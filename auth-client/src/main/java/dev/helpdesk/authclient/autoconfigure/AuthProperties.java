package dev.helpdesk.authclient.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How this service asks the auth service.
 *
 * @param service where the auth service is
 * @param client this service's own account there, for looking users up
 * @param verification who decides whether a token holds
 * @param stale what may go on with knowledge that is not fresh
 */
@ConfigurationProperties("auth")
record AuthProperties(
        @DefaultValue Service service,
        @DefaultValue Client client,
        @DefaultValue("facade") Verification verification,
        @DefaultValue Stale stale) {

    /** Who decides whether a token holds. */
    enum Verification {
        /** The auth service, asked when a token is first seen. */
        FACADE,
        /** This process, by the published keys. */
        LOCAL
    }

    /**
     * Where the auth service is.
     *
     * @param url its base address, or several with commas between them (AUTH_SERVICE_URL)
     * @param timeout how long an answer may take, in milliseconds without a unit (AUTH_SERVICE_TIMEOUT)
     */
    record Service(
            @DefaultValue("http://localhost:3001") List<URI> url,
            @DefaultValue("5000ms") Duration timeout) {

        private static final URI USUAL = URI.create("http://localhost:3001");
        private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(2);

        Service {
            url = (url.isEmpty() ? List.of(USUAL) : url)
                    .stream()
                            .map(address -> Addresses.required("AUTH_SERVICE_URL", address, USUAL.toString()))
                            .toList();
            if (!timeout.isPositive()) {
                throw new IllegalArgumentException("AUTH_SERVICE_TIMEOUT must be positive, but is " + timeout);
            }
        }

        Duration connectTimeout() {
            return timeout.compareTo(MAX_CONNECT_TIMEOUT) < 0 ? timeout : MAX_CONNECT_TIMEOUT;
        }
    }

    /**
     * What may go on with knowledge that is not fresh.
     *
     * @param grace for how long requests that only read may, in seconds without a unit (AUTH_STALE_GRACE)
     */
    record Stale(
            @DefaultValue("0s") @DurationUnit(ChronoUnit.SECONDS)
            Duration grace) {

        private static final Duration LONGEST = Duration.ofSeconds(60);

        Stale {
            if (grace.isNegative() || grace.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("AUTH_STALE_GRACE must be between 0 and 60 seconds");
            }
        }
    }

    /**
     * This service's own account.
     *
     * @param id its client id (AUTH_CLIENT_ID)
     * @param secret its client secret (AUTH_CLIENT_SECRET)
     */
    record Client(@Nullable String id, @Nullable String secret) {

        Client {
            id = id == null || id.isBlank() ? null : id;
            secret = secret == null || secret.isBlank() ? null : secret;
            if (id != null && secret == null) {
                throw new IllegalArgumentException("AUTH_CLIENT_SECRET is missing while AUTH_CLIENT_ID is set");
            }
            if (id == null && secret != null) {
                throw new IllegalArgumentException("AUTH_CLIENT_ID is missing while AUTH_CLIENT_SECRET is set");
            }
        }

        @Override
        public String toString() {
            return "Client[id=" + id + "]";
        }
    }
}
