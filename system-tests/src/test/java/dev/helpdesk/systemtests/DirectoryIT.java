package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What the console does shows in user-service within a second. */
@ExtendWith(RunningSystem.class)
class DirectoryIT {

    private final Helpdesk helpdesk;
    private final Console console;
    private final UserList list;
    private final Person person = Person.unique();

    DirectoryIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
        this.list = new UserList(helpdesk);
    }

    private static void withinASecond(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void followsAUserThroughTheConsole(TokenMode mode) {
        String id = console.create(person);
        withinASecond(() -> {
            JsonNode user = list.only(mode, "q=" + person.email());
            assertThat(user.path("id").asString()).isEqualTo(id);
            assertThat(user.path("lastName").asString()).isEqualTo("Lovelace");
            assertThat(user.path("roles").valueStream().map(JsonNode::asString)).containsExactly("user");
        });

        console.change(id, Map.of("lastName", "King"));
        withinASecond(() -> assertThat(
                        list.only(mode, "q=" + person.email()).path("lastName").asString())
                .isEqualTo("King"));

        console.giveRole(id, "agent");
        withinASecond(() ->
                assertThat(list.ids(mode, "role=agent&q=" + person.email())).containsExactly(id));

        console.takeRole(id, "agent");
        withinASecond(() ->
                assertThat(list.ids(mode, "role=agent&q=" + person.email())).isEmpty());

        console.disable(id);
        withinASecond(() -> assertThat(list.ids(mode, "status=disabled&q=" + person.email()))
                .containsExactly(id));

        console.delete(id);
        withinASecond(() -> assertThat(list.ids(mode, "q=" + person.email())).isEmpty());
    }

    @Test
    void countsAUserMadeInTheConsole() {
        int before = total();
        String id = console.create(person);
        console.giveRole(id, "agent");

        withinASecond(() -> {
            assertThat(total()).isGreaterThan(before);
            assertThat(list.ids(TokenMode.FACADE, "role=agent&q=" + person.email()))
                    .containsExactly(id);
        });
    }

    private int total() {
        return helpdesk.user(TokenMode.FACADE, "GET", "/api/admin/stats")
                .bearer(helpdesk.admin().accessToken())
                .send()
                .expect(200)
                .json()
                .at("/stats/users/total")
                .asInt();
    }

    @Test
    void showsARegistrationThatNobodyCalledWith() {
        Session session = helpdesk.register(person);

        withinASecond(() ->
                assertThat(list.ids(TokenMode.LOCAL, "q=" + person.email())).containsExactly(session.userId()));
    }

    @Test
    void doesNotBringADeletedUserBackForALateRequest_L07() {
        Session session = helpdesk.register(person);
        withinASecond(() ->
                assertThat(list.ids(TokenMode.FACADE, "q=" + person.email())).hasSize(1));

        console.delete(session.userId());
        for (TokenMode mode : TokenMode.values()) {
            helpdesk.user(mode, "GET", "/api/profile/me")
                    .bearer(session.accessToken())
                    .send();
        }
        withinASecond(() ->
                assertThat(list.ids(TokenMode.FACADE, "q=" + person.email())).isEmpty());
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(list.ids(TokenMode.FACADE, "q=" + person.email()))
                        .isEmpty());
    }

    @Test
    void keepsUpWithManyChangesAtOnce() {
        String family = "Zz" + UUID.randomUUID().toString().substring(0, 8);
        List<String> ids = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> {
                    Person somebody = Person.unique();
                    return console.create(new Person(somebody.email(), somebody.password(), "N" + i, family));
                })
                .toList();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(list.ids(TokenMode.FACADE, "limit=100&q=" + family))
                        .containsExactlyInAnyOrderElementsOf(ids));
    }
}
