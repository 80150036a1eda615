package dev.helpdesk.systemtests.bench;

import dev.helpdesk.launcher.ManagedProcess;
import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.ServiceInstance;
import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.cluster.RedisWire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a million live revocations cost a facade. */
final class MillionMeasure implements Measure {

    private static final int REVOCATIONS = 1_000_000;
    private static final int BATCH = 5_000;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public Findings run(Cluster cluster, Progress progress) throws IOException, InterruptedException {
        ManagedProcess facade = cluster.process(Member.FACADE_1);
        Crowd crowd = new Crowd(cluster.helpdesk(), 20);
        long before = Heap.liveBytes(facade.pid());
        progress.at("writing");
        write(cluster);
        double seconds = secondsUntilRead(cluster, crowd.logIn());
        double perEntry = (Heap.liveBytes(facade.pid()) - before) / (double) REVOCATIONS;
        progress.at("throughput");
        Throughput throughput = throughput(cluster, crowd);
        progress.at("restart");
        double restart = secondsToRestart(cluster, crowd.logIn());
        return Findings.of(
                String.format(Locale.ROOT, "%,d live revocations", REVOCATIONS),
                "Sessions ended, written to the log as fast as Redis takes them. Bytes are the growth of the facade's live objects "
                        + "(class histogram). Throughput is that of the facade with all of them against one with an empty log, asked by "
                        + "turns in the same minute. Ready means that a token revoked before the restart is refused.",
                List.of(
                        Figure.atMost("memory of the index", perEntry, 100, " bytes an entry"),
                        Figure.plain("written, until the facade has read all", Figure.number(seconds) + " s"),
                        Figure.atLeast("verify throughput against empty", throughput.ratio(), 0.95, ""),
                        Figure.plain("verify throughput, full and empty", throughput.toString()),
                        Figure.atMost("facade restarted, until ready", restart, 15, " s")));
    }

    private static void write(Cluster cluster) throws IOException {
        try (RedisWire redis = cluster.authRedis()) {
            for (int written = 0; written < REVOCATIONS; written += BATCH) {
                for (int number = 0; number < BATCH; number++) {
                    String id = UUID.randomUUID().toString();
                    Log.endSession(redis, id, id);
                }
                for (int number = 0; number < BATCH; number++) {
                    redis.answer();
                }
            }
        }
    }

    /** The log is read in order: who refuses what was revoked last has read all of it. */
    private static double secondsUntilRead(Cluster cluster, Session last) throws IOException, InterruptedException {
        try (Witnesses witnesses = new Witnesses(cluster)) {
            witnesses.expectAccepted(last.accessToken());
            new Console(cluster.helpdesk()).endSession(last.sessionId());
            return witnesses.untilRefused(last.accessToken(), System.nanoTime()).values().stream()
                            .max(Long::compare)
                            .orElseThrow()
                    / 1e9;
        }
    }

    private static Throughput throughput(Cluster cluster, Crowd crowd) throws InterruptedException {
        Map<String, String> emptyLog =
                Map.of("REDIS_URL", cluster.platform().development().get("USER_REDIS_URL"));
        List<String> tokens = List.of(crowd.logIn().accessToken(), crowd.logIn().accessToken());
        try (ServiceInstance empty = cluster.platform().startService(Part.AUTH_FACADE, emptyLog)) {
            URI full = cluster.url(Member.FACADE_1);
            return Throughput.measure(full, empty.url(), tokens);
        }
    }

    private static double secondsToRestart(Cluster cluster, Session revoked) {
        ManagedProcess facade = cluster.process(Member.FACADE_1);
        new Console(cluster.helpdesk()).endSession(revoked.sessionId());
        facade.stop();
        long start = System.nanoTime();
        facade.start();
        double seconds = (System.nanoTime() - start) / 1e9;
        cluster.helpdesk().verify(revoked.accessToken()).expectError(401, "token_revoked");
        return seconds;
    }
}
