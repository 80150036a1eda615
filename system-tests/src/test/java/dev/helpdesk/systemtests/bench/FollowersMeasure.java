package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.cluster.RedisWire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many followers of one facade's feed, and events at a steady pace. */
final class FollowersMeasure implements Measure {

    private static final int FOLLOWERS = 200;
    private static final int PER_SECOND = 100;
    private static final int EVENTS = 20 * PER_SECOND;

    @Override
    public String name() {
        return "followers";
    }

    @Override
    public Findings run(Cluster cluster, Progress progress) throws IOException, InterruptedException {
        CountDownLatch ready = new CountDownLatch(FOLLOWERS);
        CountDownLatch complete = new CountDownLatch(FOLLOWERS);
        List<Follower> followers = new ArrayList<>();
        String token = cluster.helpdesk().serviceToken();
        try {
            for (int number = 0; number < FOLLOWERS; number++) {
                followers.add(new Follower(cluster.url(Member.FACADE_1), token, EVENTS, ready, complete));
            }
            if (!ready.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(ready.getCount() + " followers have no feed after 60 s");
            }
            progress.at("all connected");
            long[] sent = send(cluster);
            boolean all = complete.await(30, TimeUnit.SECONDS);
            progress.at(all ? "all complete" : "some are not complete");
            return findings(followers, sent);
        } finally {
            followers.forEach(Follower::close);
        }
    }

    private static long[] send(Cluster cluster) throws IOException, InterruptedException {
        long[] sent = new long[EVENTS];
        try (RedisWire redis = cluster.authRedis()) {
            long start = System.nanoTime();
            for (int number = 0; number < EVENTS; number++) {
                long due = start + number * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                sent[number] = System.nanoTime();
                Log.endSession(redis, Follower.MARK + number, "bench-session-" + number);
                redis.answer();
            }
        }
        return sent;
    }

    private static Findings findings(List<Follower> followers, long[] sent) {
        List<Long> delays = new ArrayList<>();
        followers.forEach(follower -> delays.addAll(follower.delays(sent)));
        long inOrder = followers.stream()
                .filter(follower -> follower.hasAllInOrder(EVENTS))
                .count();
        Distribution times = Distribution.ofNanos(delays);
        return Findings.of(
                "%d followers of one facade, %d events a second".formatted(FOLLOWERS, PER_SECOND),
                ("%,d events written to the log at that pace; each follower is a connection to the first facade's feed. Measured from "
                                + "the moment an event is sent to Redis.")
                        .formatted(EVENTS),
                List.of(
                        Figure.exactly("followers that got all events in order", inOrder, FOLLOWERS),
                        Figure.atMost("sent, until it has arrived, p99", times.quantile(0.99), 250, " ms"),
                        Figure.plain("sent, until it has arrived", times.toString())));
    }
}
