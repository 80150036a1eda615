package dev.helpdesk.authclient.autoconfigure;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service asks the auth service.
 *
 * @param service where the auth service is
 * @param client this service's own account there, for looking users up
 * @param verification who decides whether a token holds
 */
@ConfigurationProperties("auth")
record AuthProperties(
        @DefaultValue Service service,
        @DefaultValue Client client,
        @DefaultValue("facade") Verification verification) {

    /** Who decides whether a token holds. */
    enum Verification {
        /** The auth service, asked at every request. */
        FACADE,
        /** This process by the published keys, and the auth service once in 10 seconds and token. */
        LOCAL
    }

    /**
     * Where the auth service is.
     *
     * @param url its base address (AUTH_SERVICE_URL)
     * @param timeout how long an answer may take, in milliseconds without a unit (AUTH_SERVICE_TIMEOUT)
     */
    record Service(
            @DefaultValue("http://localhost:3001") URI url,
            @DefaultValue("5000ms") Duration timeout) {

        Service {
            url = Addresses.required("AUTH_SERVICE_URL", url, "http://localhost:3001");
            if (!timeout.isPositive()) {
                throw new IllegalArgumentException("AUTH_SERVICE_TIMEOUT must be positive, but is " + timeout);
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
