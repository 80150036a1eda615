package dev.helpdesk.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Call;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import java.time.Duration;
import java.util.List;

/** A cluster that may be broken, and the people who use it. */
record Stage(Cluster cluster, Population population) implements AutoCloseable {

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    static Stage set() {
        Cluster cluster = Cluster.relayed();
        try {
            return new Stage(cluster, Population.of(cluster.helpdesk()));
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    Trial begin() {
        return Trial.begin(this);
    }

    /** Mends everything and waits until all is as before: people can log in, and everybody takes their tokens. */
    void heal() {
        cluster.heal();
        Person person = population.nextPerson();
        await().pollInterval(Duration.ofMillis(100)).atMost(RECOVERY).untilAsserted(() -> {
            for (Member facade : List.of(Member.FACADE_1, Member.FACADE_2)) {
                expectAcceptedEverywhere(logIn(facade, person));
            }
        });
    }

    private Session logIn(Member facade, Person person) {
        Answer answer = Call.post(cluster.url(facade) + "/api/auth/login")
                .header("X-Forwarded-For", Helpdesk.someAddress())
                .json(person.credentials())
                .send();
        assertThat(answer.status()).as("login at %s", facade).isEqualTo(200);
        return Session.of(answer);
    }

    private void expectAcceptedEverywhere(Session session) {
        for (Member member : Member.values()) {
            int status = Call.get(cluster.url(member) + member.question())
                    .bearer(session.accessToken())
                    .send()
                    .status();
            assertThat(status).as("a good token at %s", member).isEqualTo(200);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
