package dev.helpdesk.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request under construction; each method returns a changed copy, {@link #send} sends it. */
public record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable BodyPublisher body) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public static Call get(String url) {
        return of("GET", url);
    }

    public static Call post(String url) {
        return of("POST", url);
    }

    public static Call put(String url) {
        return of("PUT", url);
    }

    public static Call delete(String url) {
        return of("DELETE", url);
    }

    public static Call of(String method, String url) {
        return new Call(method, URI.create(url), Map.of(), null);
    }

    /** Adds a header, or replaces the one of that name. */
    public Call header(String name, String value) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(name, value);
        return new Call(method, uri, changed, body);
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call french() {
        return header("Accept-Language", "fr");
    }

    /** Sends a JSON body made of a map, list, record or scalar. */
    public Call json(Object value) {
        return body("application/json", JSON.writeValueAsString(value));
    }

    public Call body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public Call body(String contentType, byte[] bytes) {
        return new Call(method, uri, headers, BodyPublishers.ofByteArray(bytes)).header("Content-Type", contentType);
    }

    /** Sends the request and waits for the whole answer, 20 s at most. */
    public Answer send() {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : body);
        headers.forEach(request::setHeader);
        try {
            return Answer.of(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
