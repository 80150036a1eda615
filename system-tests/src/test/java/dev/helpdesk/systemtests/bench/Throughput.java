package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many tokens a second two facades verify, asked by turns so that both meet the same machine. */
record Throughput(double full, double empty) {

    private static final Duration TURN = Duration.ofMillis(1_500);
    private static final int TURNS = 10;
    private static final int WARM_UP = 3;

    static Throughput measure(URI full, URI empty, List<String> tokens) throws InterruptedException {
        long first = 0;
        long second = 0;
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            boolean turned = turn % 2 == 0;
            long one = verified(turned ? empty : full, tokens);
            long other = verified(turned ? full : empty, tokens);
            first += turn < 0 ? 0 : turned ? other : one;
            second += turn < 0 ? 0 : turned ? one : other;
        }
        double seconds = TURN.toMillis() * TURNS / 1e3;
        return new Throughput(first / seconds, second / seconds);
    }

    double ratio() {
        return full / empty;
    }

    private static long verified(URI facade, List<String> tokens) throws InterruptedException {
        long end = System.nanoTime() + TURN.toNanos();
        List<Callable<Long>> work = new ArrayList<>();
        tokens.forEach(token -> work.add(() -> verified(facade, token, end)));
        long sum = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(tokens.size())) {
            for (Future<Long> count : threads.invokeAll(work)) {
                sum += count.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return sum;
    }

    private static long verified(URI facade, String token, long end) throws IOException {
        long count = 0;
        try (Wire wire = new Wire(facade)) {
            byte[] request = wire.request("GET", "/api/auth/verify", token);
            while (System.nanoTime() < end) {
                int status = wire.send(request);
                if (status != 200) {
                    throw new IllegalStateException("verify was answered " + status);
                }
                count++;
            }
        }
        return count;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f and %,.0f a second", full, empty);
    }
}
