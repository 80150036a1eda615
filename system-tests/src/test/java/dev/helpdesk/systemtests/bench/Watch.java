package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Asks about one token 50 times a second, from its making until it is closed, and remembers what it was told. */
final class Watch implements AutoCloseable {

    private final byte[] request;
    private final Wire wire;
    private final List<Seen> seen = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /** When it asked, and the status it got. */
    private record Seen(long asked, int status) {}

    Watch(URI service, String path, String token) throws IOException {
        wire = new Wire(service);
        request = wire.request("GET", path, token);
        thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        try {
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                long asked = System.nanoTime();
                add(new Seen(asked, wire.send(request)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(Seen answer) {
        seen.add(answer);
    }

    /** How often it got that status. */
    synchronized long count(int status) {
        return seen.stream().filter(answer -> answer.status() == status).count();
    }

    /** The seconds from that moment to the last answer of that status; 0 without one. */
    synchronized double lastAfter(long moment, int status) {
        return seconds(moment, status, times -> times.max().orElse(moment));
    }

    /** The seconds from that moment to the first answer of that status behind it; 0 without one. */
    synchronized double firstAfter(long moment, int status) {
        return seconds(moment, status, times -> times.min().orElse(moment));
    }

    private double seconds(long moment, int status, ToLongFunction<LongStream> choice) {
        return (choice.applyAsLong(seen.stream()
                                .filter(answer -> answer.status() == status && answer.asked() >= moment)
                                .mapToLong(Seen::asked))
                        - moment)
                / 1e9;
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.close();
    }
}
