package dev.helpdesk.systemtests.faults;

import dev.helpdesk.launcher.ManagedProcess;
import dev.helpdesk.launcher.Part;
import dev.helpdesk.systemtests.Call;
import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was revoked stays so when servers are killed right after they acknowledged it, and started again. */
@ExtendWith(FaultySystem.class)
class RestartsIT {

    private final Cluster cluster;
    private final Helpdesk helpdesk;

    RestartsIT(Stage stage) {
        cluster = stage.cluster();
        helpdesk = cluster.helpdesk();
    }

    /** What is killed. */
    enum Victims {
        REDIS {
            @Override
            Stream<ManagedProcess> of(Cluster cluster) {
                return Stream.of(cluster.platform().process(Part.AUTH_REDIS));
            }
        },
        ALL {
            @Override
            Stream<ManagedProcess> of(Cluster cluster) {
                return Stream.concat(
                        Part.infrastructure().stream().map(cluster.platform()::process),
                        Stream.of(Member.values()).map(cluster::process));
            }
        };

        abstract Stream<ManagedProcess> of(Cluster cluster);
    }

    @ParameterizedTest
    @EnumSource(Victims.class)
    void revokedBeforeIsRevokedAfter_L13(Victims victims) {
        Session good = helpdesk.register(Person.unique());
        List<Session> revoked = revoke();

        victims.of(cluster).toList().forEach(ManagedProcess::kill);
        cluster.heal();

        for (Member member : Member.values()) {
            for (Session session : revoked) {
                ask(member, session).send().expectError(401, "token_revoked");
            }
            ask(member, good).send().expect(200);
        }
    }

    /** By logout, and by an administrator in Keycloak: a session ended, and tokens of before with a session that goes on. */
    private List<Session> revoke() {
        Console console = new Console(helpdesk);
        List<Session> sessions = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            sessions.add(helpdesk.register(Person.unique()));
        }
        console.giveRole(sessions.get(0).userId(), "agent");
        console.endSession(sessions.get(1).sessionId());
        helpdesk.auth("POST", "/api/auth/logout")
                .bearer(sessions.get(2).accessToken())
                .send()
                .expect(200);
        return sessions;
    }

    private Call ask(Member member, Session session) {
        return Call.get(cluster.url(member) + member.question()).bearer(session.accessToken());
    }
}
