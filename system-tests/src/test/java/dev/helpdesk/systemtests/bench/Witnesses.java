package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.cluster.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One thread and one kept connection for each member: asks without a pause until the member refuses a token. */
final class Witnesses implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private final Map<Member, Wire> wires = new EnumMap<>(Member.class);
    private final ExecutorService threads = Executors.newFixedThreadPool(Member.values().length);

    Witnesses(Cluster cluster) throws IOException {
        for (Member member : Member.values()) {
            wires.put(member, new Wire(cluster.url(member)));
        }
    }

    /** All of them must know the token as a good one before it is revoked. */
    void expectAccepted(String token) throws IOException {
        for (Map.Entry<Member, Wire> wire : wires.entrySet()) {
            int status = wire.getValue()
                    .send(wire.getValue().request("GET", wire.getKey().question(), token));
            if (status != 200) {
                throw new IllegalStateException("%s answered %d for a good token".formatted(wire.getKey(), status));
            }
        }
    }

    /** The nanoseconds from that moment until each has refused the token. */
    Map<Member, Long> untilRefused(String token, long since) throws InterruptedException {
        List<Callable<Long>> work = new ArrayList<>();
        wires.forEach((member, wire) -> work.add(() -> untilRefused(wire, member, token, since)));
        List<Future<Long>> answers = threads.invokeAll(work);
        Map<Member, Long> times = new EnumMap<>(Member.class);
        int next = 0;
        for (Member member : wires.keySet()) {
            times.put(member, get(answers.get(next++)));
        }
        return times;
    }

    private static long untilRefused(Wire wire, Member member, String token, long since) throws IOException {
        byte[] request = wire.request("GET", member.question(), token);
        while (wire.send(request) != 401) {
            if (System.nanoTime() - since > PATIENCE) {
                throw new IllegalStateException(member + " still accepts a token that was revoked 15 s ago");
            }
        }
        return System.nanoTime() - since;
    }

    private static long get(Future<Long> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Wire wire : wires.values()) {
            wire.close();
        }
    }
}
