package dev.helpdesk.auth.keycloak;

import dev.helpdesk.auth.keycloak.TokenEndpoint.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The facade's own access token for the admin API. However many need a new one, it is fetched once, and who waits for it can give up:
 * the admin client's own token manager would line all of them up behind a Keycloak that hangs.
 */
final class FacadeToken {

    /** Fetched anew when it has less time left than this. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final TokenEndpoint endpoint;
    private final Clock clock;
    private @Nullable Held held;
    private @Nullable CompletableFuture<Held> fetch;

    private record Held(String value, Instant until) {

        @Override
        public String toString() {
            return "Held[redacted]";
        }
    }

    FacadeToken(TokenEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The token; fetched first, if need be. */
    String value() throws InterruptedException {
        CompletableFuture<Held> awaited;
        synchronized (this) {
            if (held != null && clock.instant().isBefore(held.until())) {
                return held.value();
            }
            awaited = fetch == null ? begin() : fetch;
        }
        try {
            return awaited.get().value();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Forgets a token that Keycloak refuses. */
    synchronized void forget(String refused) {
        if (held != null && held.value().equals(refused)) {
            held = null;
        }
    }

    /** Fetches a new one: whether Keycloak serves, and knows the facade. */
    void renew() {
        keep(request());
    }

    private synchronized void keep(Held fetched) {
        held = fetched;
    }

    private CompletableFuture<Held> begin() {
        CompletableFuture<Held> begun = new CompletableFuture<>();
        fetch = begun;
        // On a thread of its own: nobody's deadline ends it but its own.
        Thread.ofVirtual().name("facade-token").start(() -> fetchInto(begun));
        return begun;
    }

    private void fetchInto(CompletableFuture<Held> awaited) {
        try {
            Held fetched = request();
            end(fetched);
            awaited.complete(fetched);
        } catch (RuntimeException e) {
            end(null);
            awaited.completeExceptionally(e);
        }
    }

    private synchronized void end(@Nullable Held fetched) {
        fetch = null;
        if (fetched != null) {
            held = fetched;
        }
    }

    private Held request() {
        Answer answer = endpoint.post("token", Form.of("grant_type", "client_credentials"));
        String value = answer.body().path("access_token").asString("");
        if (!answer.isSuccess() || value.isEmpty()) {
            throw new UnexpectedAnswerException("the facade's own login", answer.status(), answer.error());
        }
        Duration life = Duration.ofSeconds(answer.body().path("expires_in").asLong(0));
        return new Held(value, clock.instant().plus(life.minus(RESERVE)));
    }
}
