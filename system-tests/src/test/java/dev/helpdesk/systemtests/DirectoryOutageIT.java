package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.systemtests.OwnSystem.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the console does while a server is away shows soon after it is back, and what was stored stays stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryOutageIT {

    private final OwnSystem system = OwnSystem.start();
    private final Helpdesk helpdesk = system.helpdesk();
    private final Console console = new Console(helpdesk);
    private final UserList list = new UserList(helpdesk);

    @BeforeAll
    void warmUp() {
        helpdesk.admin();
    }

    @AfterEach
    void heal() {
        system.heal();
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_SERVICE", "AUTH_FACADE", "USER_DB"})
    void catchesUpWithWhatTheConsoleDidMeanwhile(Part part) {
        String family = "Zz" + UUID.randomUUID().toString().substring(0, 8);
        String stays = create("Stays", family);
        String goes = create("Goes", family);
        await().untilAsserted(() -> assertThat(ids(family)).containsExactlyInAnyOrder(stays, goes));

        system.takeAway(part, Outage.KILLED);
        String comes = create("Comes", family);
        console.giveRole(stays, "agent");
        console.disable(comes);
        console.delete(goes);
        system.heal();

        // A facade that has just started takes its time for the first answers.
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(ids(family)).containsExactlyInAnyOrder(stays, comes);
            assertThat(ids(family + "&role=agent")).containsExactly(stays);
            assertThat(ids(family + "&status=disabled")).containsExactly(comes);
        });
    }

    private String create(String firstName, String lastName) {
        Person person = Person.unique();
        return console.create(new Person(person.email(), person.password(), firstName, lastName));
    }

    private List<String> ids(String query) {
        return list.ids(TokenMode.FACADE, "q=" + query);
    }

    @Test
    void losesNoAnsweredWriteWhenTheDatabaseIsKilled_F24() {
        List<Writer> writers =
                IntStream.range(0, 6).mapToObj(i -> new Writer(helpdesk)).toList();
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        writers.forEach(writer -> running.add(CompletableFuture.runAsync(
                () -> writer.writeUntil(stop), command -> Thread.ofVirtual().start(command))));
        await().until(() -> writers.stream().allMatch(writer -> writer.stored > 2));

        system.takeAway(Part.USER_DB, Outage.KILLED);
        system.heal();
        stop.set(true);
        running.forEach(CompletableFuture::join);

        for (Writer writer : writers) {
            assertThat(writer.read()).isBetween(writer.stored, writer.sent);
        }
    }

    /** Writes one number after the other into a profile. */
    private static final class Writer {

        private static final String PROFILE = "/api/profile/me";

        private final Helpdesk helpdesk;
        private final Session session;
        private volatile int sent;
        private volatile int stored;

        private Writer(Helpdesk helpdesk) {
            this.helpdesk = helpdesk;
            this.session = helpdesk.register(Person.unique());
        }

        private void writeUntil(AtomicBoolean stop) {
            for (int number = 1; number <= 50 && !stop.get(); number++) {
                sent = number;
                int status = call("PUT")
                        .json(Map.of("displayName", Integer.toString(number)))
                        .send()
                        .status();
                assertThat(status).isIn(200, 503);
                stored = status == 200 ? number : stored;
            }
        }

        private int read() {
            return Integer.parseInt(call("GET").send().expect(200).at("/profile/displayName"));
        }

        private Call call(String method) {
            return helpdesk.user(TokenMode.FACADE, method, PROFILE).bearer(session.accessToken());
        }
    }
}
