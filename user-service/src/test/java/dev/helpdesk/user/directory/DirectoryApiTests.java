package dev.helpdesk.user.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.AccountChange;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What the log says shows in the lists and figures for administrators. */
@UserServiceTest
@DirtiesContext
@TestPropertySource(properties = "directory.copy.interval=1h")
class DirectoryApiTests {

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @Autowired
    private IdentityEventListener listener;

    @Test
    void listsAndCountsWhatTheLogSaysWithinASecond() {
        User admin = People.admin();
        String token = authService.tokenOf(admin);
        User ada = People.named("Ada", "Lovelace");
        authService.lists(List.of(admin));
        listener.reset("5-0");
        await().until(() -> listed(token).size() == 1);

        authService.knows(ada);
        hears("6-0", AccountChange.CREATED, ada);
        withinASecond(() -> {
            assertThat(listed(token)).contains(ada.id());
            assertThat(stats(token).at("/users/total").asInt()).isEqualTo(2);
        });

        authService.knows(People.given(ada, "user", "agent"));
        hears("7-0", AccountChange.UPDATED, ada);
        withinASecond(
                () -> assertThat(stats(token).at("/users/byRole/agent").asInt()).isEqualTo(1));

        authService.forgets(ada);
        hears("8-0", AccountChange.PURGED, ada);
        withinASecond(() -> {
            assertThat(listed(token)).containsExactly(admin.id());
            assertThat(stats(token).at("/users/total").asInt()).isEqualTo(1);
        });
        assertThat(listener.position()).isEqualTo("8-0");
    }

    private static void withinASecond(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(1)).untilAsserted(assertion);
    }

    private void hears(String position, AccountChange change, User user) {
        listener.event(position, new IdentityEvent.AccountChanged(position, Instant.now(), change, user.id()));
    }

    private List<String> listed(String token) {
        return api.get("/api/admin/users", token).expect(200).at("/users").findValuesAsString("id");
    }

    private JsonNode stats(String token) {
        return api.get("/api/admin/stats", token).expect(200).at("/stats");
    }
}
