package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator does in Keycloak's console, which asks neither service, and what becomes of tokens then. */
@ExtendWith(RunningSystem.class)
class ConsoleRevocationIT {

    private static final int ROUNDS = 50;
    private static final String NEW_PASSWORD = "Green-" + UUID.randomUUID();

    private final Helpdesk helpdesk;
    private final Console console;

    ConsoleRevocationIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    /** What the administrator does to the user of a session. */
    enum Deed {
        DISABLE(false) {
            @Override
            void doTo(Session session, Console console) {
                console.disable(session.userId());
            }
        },
        DELETE(false) {
            @Override
            void doTo(Session session, Console console) {
                console.delete(session.userId());
            }
        },
        END_SESSION(true) {
            @Override
            void doTo(Session session, Console console) {
                console.endSession(session.sessionId());
            }
        },
        SIGN_OUT(true) {
            @Override
            void doTo(Session session, Console console) {
                console.signOut(session.userId());
            }
        },
        RESET_PASSWORD(true) {
            @Override
            void doTo(Session session, Console console) {
                console.resetPassword(session.userId(), NEW_PASSWORD);
            }
        };

        private final boolean mayLogInAgain;

        Deed(boolean mayLogInAgain) {
            this.mayLogInAgain = mayLogInAgain;
        }

        abstract void doTo(Session session, Console console);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void isRefusedByAllWhoAskAndSoonByTheOthers(Deed deed) {
        Person person = Person.unique();
        Session session = helpdesk.register(person);
        Session bystander = helpdesk.register(Person.unique());
        expectAcceptedEverywhere(session);
        expectAcceptedEverywhere(bystander);

        deed.doTo(session, console);

        awaitRefusal(Duration.ofSeconds(2), () -> helpdesk.verify(session.accessToken()));
        awaitRefusal(Duration.ofSeconds(2), () -> me(session));
        awaitRefusal(Duration.ofSeconds(2), () -> profile(TokenMode.FACADE, session));
        if (deed.mayLogInAgain) {
            Session again = helpdesk.login(deed == Deed.RESET_PASSWORD ? person.withPassword(NEW_PASSWORD) : person);
            expectAcceptedEverywhere(again);
        }
        awaitRefusal(Duration.ofSeconds(2), () -> profile(TokenMode.LOCAL, session));
        helpdesk.verify(session.accessToken()).expectError(401, "token_revoked");
        expectAcceptedEverywhere(bystander);
    }

    @Test
    void aRefreshAfterAChangeOfRolesGivesATokenThatHolds() {
        Session plain = helpdesk.register(Person.unique());

        console.giveRole(plain.userId(), "agent");
        awaitRefusal(Duration.ofSeconds(2), () -> helpdesk.verify(plain.accessToken()));
        Session agent = refresh(plain);
        assertThat(rolesOf(agent)).isEqualTo("agent,user");

        console.takeRole(plain.userId(), "agent");
        awaitRefusal(Duration.ofSeconds(2), () -> profile(TokenMode.FACADE, agent));
        assertThat(rolesOf(refresh(agent))).isEqualTo("user");
        helpdesk.verify(plain.accessToken()).expectError(401, "token_revoked");
        helpdesk.verify(agent.accessToken()).expectError(401, "token_revoked");
    }

    private Session refresh(Session session) {
        return Session.of(helpdesk.auth("POST", "/api/auth/refresh")
                .json(Map.of("refreshToken", session.refreshToken()))
                .send()
                .expect(200));
    }

    private String rolesOf(Session session) {
        return helpdesk.verify(session.accessToken())
                .expect(200)
                .header("X-Auth-Roles")
                .orElseThrow();
    }

    @Test
    void isRefusedInNoTime(TestReporter reporter) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            millis.add(millisToRefusal());
        }

        List<Double> sorted = millis.stream().sorted().toList();
        reporter.publishEntry(
                "milliseconds from the administrator's answer to the refusal",
                "p50 %.1f, p90 %.1f, max %.1f, %d rounds"
                        .formatted(sorted.get(ROUNDS / 2), sorted.get(ROUNDS * 9 / 10), sorted.getLast(), ROUNDS));
        assertThat(sorted.getLast()).isLessThan(2000);
    }

    private double millisToRefusal() {
        Session session = helpdesk.register(Person.unique());
        helpdesk.verify(session.accessToken()).expect(200);
        console.endSession(session.sessionId());
        long start = System.nanoTime();
        int asked = 1;
        while (helpdesk.verify(session.accessToken()).status() == 200) {
            assertThat(asked++).isLessThan(2000);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void expectAcceptedEverywhere(Session session) {
        helpdesk.verify(session.accessToken()).expect(200);
        me(session).expect(200);
        for (TokenMode mode : TokenMode.values()) {
            profile(mode, session).expect(200);
        }
    }

    private static void awaitRefusal(Duration limit, Supplier<Answer> request) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(limit)
                .untilAsserted(() -> request.get().expectError(401, "token_revoked"));
    }

    private Answer me(Session session) {
        return helpdesk.auth("GET", "/api/auth/me")
                .bearer(session.accessToken())
                .send();
    }

    private Answer profile(TokenMode mode, Session session) {
        return helpdesk.user(mode, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .send();
    }
}
