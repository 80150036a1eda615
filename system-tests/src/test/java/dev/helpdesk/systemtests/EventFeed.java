package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A connection to the facade's feed, read as it comes. */
final class EventFeed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> answer;
    private final LinkedBlockingQueue<Event> coming = new LinkedBlockingQueue<>();
    private final List<Event> seen = new ArrayList<>();

    /** One event; what it lacks is empty. */
    record Event(String id, String type, String data) {}

    private EventFeed(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.startVirtualThread(this::read);
    }

    static EventFeed open(String authService, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(authService + "/api/auth/events"))
                .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new EventFeed(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            Event event = new Event("", "", "");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                event = taken(line, event);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private Event taken(String line, Event event) {
        if (line.startsWith("id: ")) {
            return new Event(line.substring(4), event.type(), event.data());
        }
        if (line.startsWith("event: ")) {
            return new Event(event.id(), line.substring(7), event.data());
        }
        if (line.startsWith("data: ")) {
            return new Event(event.id(), event.type(), line.substring(6));
        }
        if (line.isEmpty() && !event.type().isEmpty()) {
            coming.add(event);
            return new Event("", "", "");
        }
        return event;
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    /** All events that were looked at. */
    List<Event> seen() {
        return List.copyOf(seen);
    }

    Event next() {
        try {
            Event next = coming.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as("an event within %s", PATIENCE).isNotNull();
            seen.add(next);
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The first event to come that is wanted. */
    Event await(Predicate<Event> wanted) {
        long start = System.nanoTime();
        Event next = next();
        while (!wanted.test(next)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            next = next();
        }
        return next;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
