package dev.helpdesk.authclient;

import dev.helpdesk.token.BearerToken;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/**
 * The account a service has itself, and the access token that comes with it. The token is kept until shortly before its end; callers
 * who need a new one at the same time share one request.
 */
public final class ServiceAccount {

    private final TokenEndpoint endpoint;
    private final Clock clock;
    private @Nullable ServiceToken current;
    private @Nullable CompletableFuture<ServiceToken> underWay;

    ServiceAccount(TokenEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * An account that gets its token by the client credentials grant (RFC 6749, section 4.4). Nothing is asked for before it is needed.
     *
     * @param http speaks to the identity provider, with timeouts set
     * @param tokenEndpoint where tokens are issued
     * @param clientId the account's client id
     * @param clientSecret the client's secret
     */
    public static ServiceAccount create(RestClient http, URI tokenEndpoint, String clientId, String clientSecret) {
        return new ServiceAccount(
                new ClientCredentialsGrant(http, tokenEndpoint, clientId, clientSecret), Clock.systemUTC());
    }

    /** An account that was not set up: whoever needs its token learns what is missing. */
    public static ServiceAccount missing(String whatIsMissing) {
        return new ServiceAccount(
                () -> {
                    throw new IllegalStateException(whatIsMissing);
                },
                Clock.systemUTC());
    }

    /**
     * A token that holds for a while yet.
     *
     * @throws AuthServiceUnavailableException if the identity provider gives none
     * @throws IllegalStateException if the account was not set up
     */
    public BearerToken token() {
        CompletableFuture<ServiceToken> shared;
        boolean first;
        synchronized (this) {
            if (current != null && clock.instant().isBefore(current.renewAt())) {
                return current.token();
            }
            first = underWay == null;
            shared = underWay == null ? new CompletableFuture<>() : underWay;
            underWay = shared;
        }
        if (first) {
            request(shared);
        }
        return await(shared).token();
    }

    /** Drops a token that was refused, so that the next one is new. */
    public synchronized void forget(BearerToken refused) {
        if (current != null && current.token().equals(refused)) {
            current = null;
        }
    }

    private void request(CompletableFuture<ServiceToken> answer) {
        try {
            Instant asked = clock.instant();
            ServiceToken issued = endpoint.issue().at(asked);
            done(issued);
            answer.complete(issued);
        } catch (Throwable e) {
            // Errors as well: those who wait must not wait for ever.
            done(null);
            answer.completeExceptionally(e);
        }
    }

    private synchronized void done(@Nullable ServiceToken issued) {
        current = issued;
        underWay = null;
    }

    private static ServiceToken await(CompletableFuture<ServiceToken> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
