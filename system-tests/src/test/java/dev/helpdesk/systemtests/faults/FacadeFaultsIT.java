package dev.helpdesk.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.cluster.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Facades fail, or the ways to them: services go on as long as they know enough, then tell to come back. */
@ExtendWith(FaultySystem.class)
class FacadeFaultsIT {

    private static final int REVOCATIONS = 30;

    /** What it may take to notice. */
    private static final Duration NOTICE = Duration.ofSeconds(3);

    private static final Duration FAULT = Duration.ofSeconds(5);

    /** After so long without a word from a facade nobody goes by what it said, or waits for its answer. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private static final Member[] USER_SERVICES = {Member.USER_FACADE, Member.USER_LOCAL};

    private final Stage stage;
    private final Cluster cluster;

    FacadeFaultsIT(Stage stage) {
        this.stage = stage;
        cluster = stage.cluster();
    }

    @Test
    void killedOneAfterTheOther_F20_F21() {
        try (Trial trial = stage.begin()) {
            trial.load().avoid(Member.FACADE_1);
            long first = System.nanoTime();
            cluster.process(Member.FACADE_1).kill();
            long noticed = trial.pass(NOTICE);
            trial.expectService(noticed, trial.pass(FAULT), Member.FACADE_1);

            long second = System.nanoTime();
            cluster.process(Member.FACADE_2).kill();
            long stale = trial.pass(STALE);
            trial.expectNoDecision(stale, trial.pass(NOTICE), USER_SERVICES);

            long healed = trial.heal();
            trial.history().outage(Member.FACADE_1.name(), first, healed);
            trial.history().outage(Member.FACADE_2.name(), second, healed);
            trial.expectService(healed, trial.pass(Trial.CALM));
        }
    }

    /** On one way nothing is heard any more; the other is cut: both user-services meet both. */
    @Test
    void cutOffWhileMuchIsRevoked_F22_F35() {
        List<Held> victims = victims();
        try (Trial trial = stage.begin()) {
            expectAccepted(trial, victims);
            for (Member userService : USER_SERVICES) {
                List<Relay> ways = cluster.wiring().feeds(userService);
                ways.getFirst().swallow();
                ways.getLast().cut();
            }
            for (Held victim : victims) {
                assertThat(trial.clients().logOut(Member.FACADE_1, victim)).isTrue();
            }
            long stale = trial.pass(STALE);
            trial.expectNoDecision(stale, trial.pass(FAULT), USER_SERVICES);

            cluster.wiring().heal();
            trial.expectRefused(victims, USER_SERVICES);
            long healed = trial.heal();
            trial.expectService(healed, trial.pass(Trial.CALM));
        }
    }

    /** Logged in before there is any load. */
    private List<Held> victims() {
        Helpdesk helpdesk = cluster.helpdesk();
        List<Held> victims = new ArrayList<>();
        for (int number = 0; number < REVOCATIONS; number++) {
            Person person = stage.population().nextPerson();
            victims.add(stage.population().issued(person, helpdesk.login(person)));
        }
        return victims;
    }

    private static void expectAccepted(Trial trial, List<Held> victims) {
        for (Held victim : victims) {
            for (Member member : USER_SERVICES) {
                assertThat(trial.clients().ask(member, victim).map(Answer::status))
                        .hasValue(200);
            }
        }
    }
}
