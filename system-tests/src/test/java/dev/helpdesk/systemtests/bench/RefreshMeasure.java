package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        Tally tally = new Tally();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                Session session = crowd.logIn();
                long start = System.nanoTime();
                List<Future<Answer>> answers = workers.invokeAll(refreshes(session, facades));
                tally.add(answers, System.nanoTime() - start);
            }
        }
        progress.at("done");
        String method = """
            %d rounds of %d requests at once, half of them to either facade, right after the login: no token is exchanged in the second \
            of its issue, so the answer waits for the next one.""".formatted(ROUNDS, PARALLEL);
        return Findings.of("Parallel refreshes with one refresh token", method, tally.figures());
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

    /** What the rounds brought. */
    private static final class Tally {

        private final Map<String, Integer> others = new TreeMap<>();
        private final List<Long> times = new ArrayList<>();
        private int agreed;
        private int torn;

        void add(List<Future<Answer>> answers, long nanos) throws InterruptedException {
            List<String> pairs = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                pair(answer, pairs);
            }
            times.add(nanos);
            agreed += pairs.size() == PARALLEL && pairs.stream().distinct().count() == 1 ? 1 : 0;
            torn += pairs.stream().distinct().count() > 1 ? 1 : 0;
        }

        private void pair(Future<Answer> future, List<String> pairs) throws InterruptedException {
            try {
                Answer answer = future.get();
                if (answer.status() == 200) {
                    pairs.add(answer.at("/accessToken") + " " + answer.at("/refreshToken"));
                } else {
                    others.merge(answer.status() + " " + answer.at("/code"), 1, Integer::sum);
                }
            } catch (ExecutionException e) {
                others.merge("no answer", 1, Integer::sum);
            }
        }

        List<Figure> figures() {
            return List.of(
                    Figure.exactly("rounds in which all got the same pair", agreed, ROUNDS),
                    Figure.exactly("rounds with two different pairs", torn, 0),
                    Figure.plain("requests without a pair", others.isEmpty() ? "none" : others.toString()),
                    Figure.plain(
                            "until all %d have their answer".formatted(PARALLEL),
                            Distribution.ofNanos(times).toString()));
        }
    }
}
