package dev.helpdesk.systemtests.bench;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.ServiceInstance;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.cluster.Relay;
import dev.helpdesk.systemtests.cluster.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user-service is cut off from both facades while much is revoked. */
final class CutMeasure implements Measure {

    private static final int REVOCATIONS = 100;
    private static final Duration CUT = Duration.ofSeconds(60);
    private static final Duration AFTER = Duration.ofSeconds(15);
    private static final String PROFILE = "/api/profile/me";

    @Override
    public String name() {
        return "cut";
    }

    @Override
    public Findings run(Cluster cluster, Progress progress) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (String mode : List.of("local", "facade")) {
            progress.at("user-service, " + mode);
            figures.addAll(cut(cluster, mode));
        }
        return Findings.of(
                "A service cut off for %d s, %d revocations meanwhile".formatted(CUT.toSeconds(), REVOCATIONS),
                "A user-service reaches both facades through relays that refuse every connection for that time. It has accepted "
                        + "all tokens before. A good token and the one revoked first are asked about 50 times a second; after healing "
                        + "all revoked ones, without a pause.",
                figures);
    }

    private static List<Figure> cut(Cluster cluster, String mode) throws IOException, InterruptedException {
        try (Relay first = Relay.to(cluster.url(Member.FACADE_1));
                Relay second = Relay.to(cluster.url(Member.FACADE_2));
                ServiceInstance service = start(cluster, mode, first, second);
                Wire wire = new Wire(service.url())) {
            Crowd crowd = new Crowd(cluster.helpdesk(), 20);
            Session good = crowd.logIn();
            List<Session> victims = accepted(crowd, wire);
            try (Watch goodOne = new Watch(service.url(), PROFILE, good.accessToken());
                    Watch revoked =
                            new Watch(service.url(), PROFILE, victims.getFirst().accessToken())) {
                first.cut();
                second.cut();
                long end = System.nanoTime() + CUT.toNanos();
                long begin = revoke(cluster.helpdesk(), victims);
                sleepUntil(end);
                double lastAccepted = revoked.lastAfter(begin, 200);
                first.heal();
                second.heal();
                long healed = System.nanoTime();
                Refused all = refuseAll(wire, victims);
                sleepUntil(healed + AFTER.toNanos());
                return figures(mode, lastAccepted, all, goodOne, healed);
            }
        }
    }

    private static ServiceInstance start(Cluster cluster, String mode, Relay first, Relay second) {
        Map<String, String> variables =
                Map.of("AUTH_VERIFICATION", mode, "AUTH_SERVICE_URL", first.url() + "," + second.url());
        return cluster.platform().startService(Part.USER_SERVICE, variables);
    }

    private static List<Session> accepted(Crowd crowd, Wire wire) throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (int number = 0; number < REVOCATIONS; number++) {
            Session session = crowd.logIn();
            if (ask(wire, session) != 200) {
                throw new IllegalStateException("a good token was not accepted before the cut");
            }
            sessions.add(session);
        }
        return sessions;
    }

    /** Returns when the first of them was acknowledged. */
    private static long revoke(Helpdesk helpdesk, List<Session> victims) {
        long first = 0;
        for (Session victim : victims) {
            helpdesk.auth("POST", "/api/auth/logout")
                    .bearer(victim.accessToken())
                    .send()
                    .expect(200);
            first = first == 0 ? System.nanoTime() : first;
        }
        return first;
    }

    /** How often a revoked token was accepted after healing, and how long it took until all were refused. */
    private record Refused(int accepted, double millis) {}

    private static Refused refuseAll(Wire wire, List<Session> victims) throws IOException {
        long start = System.nanoTime();
        int accepted = 0;
        List<Session> left = new ArrayList<>(victims);
        while (!left.isEmpty() && System.nanoTime() - start < AFTER.toNanos()) {
            Session victim = left.removeFirst();
            int status = ask(wire, victim);
            accepted += status == 200 ? 1 : 0;
            if (status != 401) {
                left.addLast(victim);
            }
        }
        return new Refused(accepted, (System.nanoTime() - start) / 1e6);
    }

    private static List<Figure> figures(String mode, double lastAccepted, Refused all, Watch good, long healed) {
        return List.of(
                Figure.atMost(
                        mode + ": a revoked token accepted, longest after its revocation", lastAccepted, 10, " s"),
                Figure.exactly(mode + ": revoked tokens accepted after healing", all.accepted(), 0),
                Figure.plain(
                        mode + ": all %d refused after healing, within".formatted(REVOCATIONS),
                        Figure.number(all.millis()) + " ms"),
                Figure.exactly(mode + ": 401 for a good token", good.count(401), 0),
                Figure.plain(
                        mode + ": a good token accepted again after healing, within",
                        Figure.number(good.firstAfter(healed, 200)) + " s"));
    }

    private static int ask(Wire wire, Session session) throws IOException {
        return wire.send(wire.request("GET", PROFILE, session.accessToken()));
    }

    private static void sleepUntil(long moment) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, moment - System.nanoTime())));
    }
}
