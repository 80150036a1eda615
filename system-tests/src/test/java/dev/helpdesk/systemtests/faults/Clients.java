package dev.helpdesk.systemtests.faults;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Call;
import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.history.History;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What clients do with the services; each deed is written into the history. */
final class Clients {

    private final Cluster cluster;
    private final Population population;
    private final History history;
    private final Recorder recorder;
    private final Console console;

    Clients(Cluster cluster, Population population, History history) {
        this.cluster = cluster;
        this.population = population;
        this.history = history;
        recorder = new Recorder(history);
        console = new Console(cluster.helpdesk());
    }

    /** Somebody asks somewhere. */
    void askAnything() {
        List<Member> members = List.of(Member.values());
        ask(members.get(ThreadLocalRandom.current().nextInt(members.size())), population.any());
    }

    Optional<Answer> ask(Member member, Held held) {
        boolean me = member.isFacade() && ThreadLocalRandom.current().nextBoolean();
        Call call = Call.get(cluster.url(member) + (me ? "/api/auth/me" : member.question()))
                .bearer(held.session().accessToken())
                .header("X-Forwarded-For", Helpdesk.someAddress());
        return recorder.ask(member, held.name(), call);
    }

    /** The next person logs in. */
    void logIn(Member facade) {
        Person person = population.nextPerson();
        recorder.does(facade, call(facade, "/api/auth/login").json(person.credentials()))
                .filter(answer -> answer.status() == 200)
                .ifPresent(answer -> population.joined(person, Session.of(answer)));
    }

    /** The oldest session is ended: by its owner, or else by an administrator in Keycloak. */
    void endOldest(Member facade) {
        population.takeOldest().ifPresent(held -> {
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                endInConsole(held);
            } else {
                logOut(facade, held);
            }
        });
    }

    /** Whether it was acknowledged. */
    boolean logOut(Member facade, Held held) {
        history.revoking(held.name(), System.nanoTime());
        Call call = call(facade, "/api/auth/logout").bearer(held.session().accessToken());
        boolean acknowledged = recorder.does(facade, call)
                .filter(answer -> answer.status() == 200)
                .isPresent();
        if (acknowledged) {
            population.ended(held, System.nanoTime());
        }
        return acknowledged;
    }

    private void endInConsole(Held held) {
        history.revoking(held.name(), System.nanoTime());
        try {
            console.endSession(held.session().sessionId());
            population.ended(held, System.nanoTime());
        } catch (UncheckedIOException | AssertionError e) {
            // Keycloak is away: it may have ended the session, or not
        }
    }

    private Call call(Member facade, String path) {
        return Call.post(cluster.url(facade) + path).header("X-Forwarded-For", Helpdesk.someAddress());
    }
}
