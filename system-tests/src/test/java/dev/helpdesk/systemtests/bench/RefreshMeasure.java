package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many refreshes with one refresh token at the same time: nobody may lose. */
final class RefreshMeasure implements Measure {

    private static final int ROUNDS = 100;
    private static final int PARALLEL = 50;

    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public Findings run(Cluster cluster, Progress progress) throws InterruptedException {
        List<Helpdesk> facades = List.of(cluster.helpdesk(Member.FACADE_1), cluster.helpdesk(Member.FACADE_2));
        Crowd crowd = new Crowd(cluster.helpdesk(), 20);
        int agreed = 0;
        List<Long> times = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                Session session = crowd.logIn();
                long start = System.nanoTime();
                List<Future<Answer>> answers = workers.invokeAll(refreshes(session, facades));
                times.add(System.nanoTime() - start);
                agreed += pairs(answers) == 1 ? 1 : 0;
            }
        }
        progress.at(agreed + " of " + ROUNDS + " rounds agreed");
        return Findings.of(
                "Parallel refreshes with one refresh token",
                "%d rounds of %d requests at once, half of them to either facade.".formatted(ROUNDS, PARALLEL),
                List.of(
                        Figure.exactly("rounds in which all got the same pair", agreed, ROUNDS),
                        Figure.plain(
                                "until all %d have their answer".formatted(PARALLEL),
                                Distribution.ofNanos(times).toString())));
    }

    private static List<Callable<Answer>> refreshes(Session session, List<Helpdesk> facades) {
        List<Callable<Answer>> refreshes = new ArrayList<>();
        for (int number = 0; number < PARALLEL; number++) {
            Helpdesk facade = facades.get(number % facades.size());
            refreshes.add(() -> facade.auth("POST", "/api/auth/refresh")
                    .json(Map.of("refreshToken", session.refreshToken()))
                    .send());
        }
        return refreshes;
    }

    /** How many different pairs there are; an answer without one counts as one more. */
    private static long pairs(List<Future<Answer>> answers) throws InterruptedException {
        List<String> pairs = new ArrayList<>();
        for (Future<Answer> future : answers) {
            try {
                Answer answer = future.get();
                pairs.add(
                        answer.status() == 200
                                ? answer.at("/accessToken") + " " + answer.at("/refreshToken")
                                : "answered " + answer.status());
            } catch (ExecutionException e) {
                pairs.add("no answer");
            }
        }
        return pairs.stream().distinct().count();
    }
}
