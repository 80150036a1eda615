package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.bench.Findings.Series;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.cluster.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the answer to a logout until everybody refuses the session's access token. */
final class LogoutMeasure implements Measure {

    private static final int ROUNDS = 1_000;
    private static final int WARM_UP = 50;
    private static final int PEOPLE = 50;
    private static final String GROUP = "Logout, refused by";

    @Override
    public String name() {
        return "logout";
    }

    @Override
    public Findings run(Cluster cluster, Progress progress) throws IOException, InterruptedException {
        Refusals refusals = new Refusals();
        Crowd crowd = new Crowd(cluster.helpdesk(), PEOPLE);
        try (Witnesses witnesses = new Witnesses(cluster);
                Wire first = new Wire(cluster.url(Member.FACADE_1));
                Wire second = new Wire(cluster.url(Member.FACADE_2))) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                refusals.add(round, round(crowd.logIn(), round % 2 == 0 ? first : second, witnesses));
                if (round % 200 == 0) {
                    progress.at("round " + round + " of " + ROUNDS);
                }
            }
        }
        return findings(refusals);
    }

    private static Map<Member, Long> round(Session session, Wire facade, Witnesses witnesses)
            throws IOException, InterruptedException {
        witnesses.expectAccepted(session.accessToken());
        int status = facade.send(facade.request("POST", "/api/auth/logout", session.accessToken()));
        long acknowledged = System.nanoTime();
        if (status != 200) {
            throw new IllegalStateException("logout was answered " + status);
        }
        return witnesses.untilRefused(session.accessToken(), acknowledged);
    }

    private static Findings findings(Refusals refusals) {
        Distribution all = refusals.everywhere();
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.atMost("refused by all four, p50", all.quantile(0.5), 10, " ms"),
                Figure.plain("refused by all four, p90", Figure.number(all.quantile(0.9)) + " ms"),
                Figure.atMost("refused by all four, p99", all.quantile(0.99), 50, " ms"),
                Figure.atMost("refused by all four, max", all.max(), 1_000, " ms")));
        List<Series> series = new ArrayList<>();
        for (Member member : Member.values()) {
            Distribution times = refusals.of(member);
            figures.add(Figure.plain(Refusals.title(member), times.toString()));
            series.add(new Series(GROUP, Refusals.title(member), times, 50));
        }
        series.add(new Series(GROUP, "all four", all, 50));
        return new Findings(
                "Logout answered, until everybody refuses",
                "%,d rounds, through either facade by turns. Each round has a session of its own, whose token all four have accepted before. "
                                .formatted(ROUNDS)
                        + "From the moment the answer to the logout has arrived, four threads ask the four without a pause over kept "
                        + "connections; counted is when the first 401 has arrived.",
                figures,
                series);
    }
}
