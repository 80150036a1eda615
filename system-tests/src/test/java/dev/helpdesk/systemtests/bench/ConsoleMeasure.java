package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.bench.Crowd.Account;
import dev.helpdesk.systemtests.bench.Findings.Series;
import dev.helpdesk.systemtests.cluster.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From Keycloak's answer to an administrator until everybody refuses the user's access token. */
final class ConsoleMeasure implements Measure {

    private static final int ROUNDS = 100;
    private static final int WARM_UP = 5;
    private static final int PEOPLE = 20;

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Findings run(Cluster cluster, Progress progress) throws IOException, InterruptedException {
        Console console = new Console(cluster.helpdesk());
        Crowd crowd = new Crowd(cluster.helpdesk(), PEOPLE);
        List<Figure> figures = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        try (Witnesses witnesses = new Witnesses(cluster)) {
            for (Deed deed : Deed.values()) {
                progress.at(deed.title());
                Distribution times = measure(deed, crowd, console, witnesses);
                figures.add(Figure.atMost(deed.title() + ", p99", times.quantile(0.99), 250, " ms"));
                figures.add(Figure.plain(deed.title(), times.toString()));
                series.add(new Series("Keycloak's console, refused by all four", deed.title(), times, 250));
            }
        }
        return new Findings(
                "Administrator's action in Keycloak answered, until everybody refuses",
                "Admin REST API, %d rounds each, measured in the same way: until all four have refused."
                        .formatted(ROUNDS),
                figures,
                series);
    }

    private static Distribution measure(Deed deed, Crowd crowd, Console console, Witnesses witnesses)
            throws IOException, InterruptedException {
        Refusals refusals = new Refusals();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Account account = crowd.next();
            deed.prepare(account, console);
            Session session = crowd.logIn(account);
            witnesses.expectAccepted(session.accessToken());
            deed.doTo(session, account, console);
            long acknowledged = System.nanoTime();
            refusals.add(round, witnesses.untilRefused(session.accessToken(), acknowledged));
            deed.undo(account, console);
        }
        return refusals.everywhere();
    }
}
