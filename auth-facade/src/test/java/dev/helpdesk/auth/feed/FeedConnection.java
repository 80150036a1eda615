package dev.helpdesk.auth.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads an answer of the feed as it comes. */
final class FeedConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Event END = new Event("", "(end)", "");

    final HttpResponse<InputStream> answer;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** One event; what it lacks is empty. The end of the answer is one of the type {@code (end)}, a comment one of the type {@code (comment)}. */
    record Event(String id, String type, String data) {}

    FeedConnection(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    events.add(event(block));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            // The same as its end.
        }
        events.add(END);
    }

    private static Event event(List<String> block) {
        if (block.equals(List.of(":"))) {
            return new Event("", "(comment)", "");
        }
        if (block.equals(List.of("retry: 1000"))) {
            return new Event("", "retry", "1000");
        }
        String id = block.getFirst().startsWith("id: ") ? block.removeFirst().substring(4) : "";
        assertThat(block).hasSize(2);
        assertThat(block.getFirst()).startsWith("event: ");
        assertThat(block.getLast()).startsWith("data: ");
        return new Event(id, block.getFirst().substring(7), block.getLast().substring(6));
    }

    Event next() {
        try {
            Event next = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as("an event within %s", PATIENCE).isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next one that is no heartbeat. */
    Event nextNews() {
        Event next = next();
        while (next.type().equals("heartbeat")) {
            next = next();
        }
        return next;
    }

    /** Reads until an event of this type. */
    Event await(String type) {
        Event next = next();
        while (!next.type().equals(type)) {
            assertThat(next).as("the way to '%s'", type).isNotEqualTo(END);
            next = next();
        }
        return next;
    }

    void assertEnds() {
        assertThat(nextNews()).isEqualTo(END);
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
