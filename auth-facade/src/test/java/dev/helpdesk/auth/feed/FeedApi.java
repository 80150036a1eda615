package dev.helpdesk.auth.feed;

import dev.helpdesk.authclient.test.TestToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks for the feed over HTTP and closes in the end what it opened. */
final class FeedApi implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<FeedConnection> open = new ArrayList<>();
    private final URI address;

    FeedApi(int port) {
        address = URI.create("http://127.0.0.1:" + port + FeedController.PATH);
    }

    FeedConnection follow(TestToken token, String... headers) {
        return follow("", token, headers);
    }

    FeedConnection follow(String query, TestToken token, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + query))
                .header("Accept", "text/event-stream")
                .headers(with(headers, "Authorization", "Bearer " + token.build()))
                .build();
        FeedConnection connection = new FeedConnection(send(request, BodyHandlers.ofInputStream()));
        open.add(connection);
        return connection;
    }

    /** For requests that are answered with an end. */
    HttpResponse<String> ask(String method, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofString());
    }

    private static String[] with(String[] headers, String name, String value) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(name);
        all.add(value);
        return all.toArray(String[]::new);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        open.forEach(FeedConnection::close);
        http.shutdownNow();
    }
}
