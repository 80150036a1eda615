package dev.helpdesk.authclient.feed;

import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.token.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens connections to the feed, with this service's own token. */
final class FeedSource implements AutoCloseable {

    private final HttpClient http;
    private final ServiceAccount account;
    private final Duration patience;
    private final FeedForm form = new FeedForm();

    /**
     * Where to go on.
     *
     * @param position the last position known, or null for a start from nothing
     * @param snapshot whether the revocations in force are wanted although there is a position
     */
    record From(@Nullable String position, boolean snapshot) {}

    /** @param patience how long the auth service may be silent */
    FeedSource(Duration connectTimeout, Duration patience, ServiceAccount account) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        this.account = account;
        this.patience = patience;
    }

    /**
     * Connects. A token that is refused is forgotten, and one more is tried.
     *
     * @throws IOException if there is no feed at this address now
     */
    FeedConnection open(URI address, From from) throws IOException, InterruptedException {
        BearerToken token = account.token();
        HttpResponse<TimedBody> answer = ask(address, from, token);
        if (answer.statusCode() == 401) {
            answer.body().close();
            account.forget(token);
            answer = ask(address, from, account.token());
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            answer.body().close();
            throw new IOException("it answered " + answer.statusCode() + " " + type);
        }
        return new FeedConnection(answer.body(), patience, form);
    }

    private HttpResponse<TimedBody> ask(URI address, From from, BearerToken token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address + "/api/auth/events" + (from.snapshot() ? "?snapshot=true" : "")))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token.value());
        if (from.position() != null) {
            request.header("Last-Event-ID", from.position());
        }
        CompletableFuture<HttpResponse<TimedBody>> exchange = http.sendAsync(request.build(), head -> new TimedBody());
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("it cannot be reached: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it does not answer", e);
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
