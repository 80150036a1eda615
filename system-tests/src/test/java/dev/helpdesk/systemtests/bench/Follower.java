package dev.helpdesk.systemtests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** One connection to a facade's feed, which notes when each event of the benchmark arrives. */
final class Follower implements AutoCloseable {

    /** The beginning of the ids of the benchmark's events; their number follows. */
    static final String MARK = "bench-event-";

    private static final String ID = "\"id\":\"" + MARK;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final int events;
    private final CountDownLatch ready;
    private final CountDownLatch complete;
    private final InputStream feed;
    private final List<Arrival> arrivals = new ArrayList<>();

    private record Arrival(int number, long time) {}

    Follower(URI facade, String token, int events, CountDownLatch ready, CountDownLatch complete)
            throws IOException, InterruptedException {
        this.events = events;
        this.ready = ready;
        this.complete = complete;
        HttpRequest request = HttpRequest.newBuilder(facade.resolve("/api/auth/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        feed = CLIENT.send(request, BodyHandlers.ofInputStream()).body();
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void take(String line) {
        int mark = line.indexOf(ID);
        if (mark >= 0) {
            int from = mark + ID.length();
            arrived(Integer.parseInt(line.substring(from, line.indexOf('"', from))));
        } else if (line.equals("event: ready") || line.equals("event:ready")) {
            ready.countDown();
        }
    }

    private synchronized void arrived(int number) {
        arrivals.add(new Arrival(number, System.nanoTime()));
        if (arrivals.size() == events) {
            complete.countDown();
        }
    }

    /** The time each event took from when it was sent. */
    synchronized List<Long> delays(long[] sent) {
        return arrivals.stream()
                .map(arrival -> arrival.time() - sent[arrival.number()])
                .toList();
    }

    synchronized boolean hasAllInOrder(int count) {
        for (int number = 0; number < arrivals.size(); number++) {
            if (arrivals.get(number).number() != number) {
                return false;
            }
        }
        return arrivals.size() == count;
    }

    @Override
    public void close() {
        try {
            feed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
