package dev.helpdesk.systemtests.faults;

import static org.awaitility.Awaitility.await;

import dev.helpdesk.systemtests.Call;
import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A revocation between two questions, and a login right behind it: the old token is dead everywhere, the new one holds. */
@ExtendWith(FaultySystem.class)
class RacesIT {

    private static final int LOGOUTS = 40;
    private static final int RESETS = 10;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Helpdesk helpdesk;
    private final Console console;

    RacesIT(Stage stage) {
        cluster = stage.cluster();
        helpdesk = cluster.helpdesk();
        console = new Console(helpdesk);
    }

    @Test
    void logoutAndLoginInOneSecond_L12_L14() {
        Person person = Person.unique();
        Session session = helpdesk.register(person);
        for (int round = 0; round < LOGOUTS; round++) {
            Member facade = round % 2 == 0 ? Member.FACADE_1 : Member.FACADE_2;
            expectAccepted(session);
            Call.post(cluster.url(facade) + "/api/auth/logout")
                    .bearer(session.accessToken())
                    .header("X-Forwarded-For", Helpdesk.someAddress())
                    .send()
                    .expect(200);
            Session next = cluster.helpdesk(facade).login(person);

            expectRefused(session);
            expectAccepted(next);
            session = next;
        }
    }

    @Test
    void passwordResetAndLoginInOneSecond_L12() {
        Person person = Person.unique();
        Session session = helpdesk.register(person);
        for (int round = 0; round < RESETS; round++) {
            expectAccepted(session);
            person = person.withPassword(Person.unique().password());
            console.resetPassword(session.userId(), person.password());
            Session next = helpdesk.login(person);

            expectRefused(session);
            expectAccepted(next);
            session = next;
        }
    }

    private void expectAccepted(Session session) {
        for (Member member : Member.values()) {
            ask(member, session).send().expect(200);
        }
    }

    private void expectRefused(Session session) {
        for (Member member : Member.values()) {
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(SOON)
                    .untilAsserted(() -> ask(member, session).send().expectError(401, "token_revoked"));
        }
    }

    private Call ask(Member member, Session session) {
        return Call.get(cluster.url(member) + member.question()).bearer(session.accessToken());
    }
}
