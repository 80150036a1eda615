package dev.helpdesk.user.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.helpdesk.authclient.AuthServiceUnavailableException;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.AccountChange;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All users are copied when what happened to them is not known. */
class DirectoryCopyTests {

    private final HikariDataSource database = Replica.database();
    private final InMemoryAuthService authService = new InMemoryAuthService();
    private final Replica replica = new Replica(database, authService).start();
    private final User ada = People.named("Ada", "Lovelace");
    private final User alan = People.named("Alan", "Turing");
    private final User marie = People.named("Marie", "Curie");

    DirectoryCopyTests() {
        authService.lists(List.of(ada, alan, marie));
    }

    @AfterEach
    void stop() {
        replica.close();
        database.close();
    }

    private void awaitPosition(String position) {
        await().untilAsserted(() -> assertThat(replica.events.position()).isEqualTo(position));
    }

    @Test
    void beginsWithACopy() {
        assertThat(replica.events.position()).isNull();

        replica.events.reset("5-0");
        awaitPosition("5-0");
        assertThat(replica.known()).containsExactlyInAnyOrder(ada.id(), alan.id(), marie.id());
        assertThat(replica.meters.timer("helpdesk.directory.copy").count()).isEqualTo(1);
    }

    @Test
    void forgetsAtOnceWhoIsGoneAfterAReset() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        authService.lists(List.of(ada, marie));

        replica.events.reset("6-0");
        awaitPosition("6-0");
        assertThat(replica.known()).containsExactlyInAnyOrder(ada.id(), marie.id());
    }

    @Test
    void keepsUsersWhoArePassedOver() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        // Who goes while the second page is read moves the others up, and the third user is on no page.
        User first = People.named("Aaron", "First");
        authService.lists(List.of(first, ada, alan, marie));
        AtomicInteger pages = new AtomicInteger();
        authService.onList(() -> {
            if (pages.incrementAndGet() == 2) {
                authService.forgets(first);
            }
        });

        replica.events.reset("6-0");
        awaitPosition("6-0");
        assertThat(replica.known()).contains(ada.id(), alan.id(), marie.id());
        assertThat(authService.lookedUp()).contains(alan.id());
    }

    @Test
    void keepsForNowWhoCannotBeLookedUp() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        authService.lists(List.of(ada));
        AtomicBoolean broken = new AtomicBoolean(true);
        authService.onLookUp(userId -> {
            if (userId.equals(marie.id()) && broken.get()) {
                throw new AuthServiceUnavailableException("a broken account", null);
            }
        });

        replica.events.reset("6-0");
        awaitPosition("6-0");
        assertThat(replica.known()).containsExactlyInAnyOrder(ada.id(), marie.id());

        broken.set(false);
        await().until(() -> replica.known().equals(List.of(ada.id())));
    }

    @Test
    void countsTheNewPositionOnlyWhenTheCopyIsDone() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        authService.down(true);
        User grace = People.named("Grace", "Hopper");
        authService.lists(List.of(ada, grace));
        replica.events.reset("9-0");
        await().during(Duration.ofMillis(500)).until(() -> "5-0".equals(replica.events.position()));
        assertThat(replica.known()).hasSize(3);

        authService.down(false);
        awaitPosition("9-0");
        assertThat(replica.known()).containsExactlyInAnyOrder(ada.id(), grace.id());
    }

    @Test
    void storesNoPositionOfAnEventBeforeTheCopyThatWasAskedForEarlier() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        AtomicInteger lists = new AtomicInteger();
        authService.onList(() -> {
            if (lists.incrementAndGet() < 4) {
                throw new AuthServiceUnavailableException("not now", null);
            }
            assertThat(replica.events.position()).isEqualTo("5-0");
        });
        authService.knows(People.renamed(ada, "ada@example.org", "Ada", "King"));
        replica.events.reset("8-0");
        replica.hears("9-0", AccountChange.UPDATED, ada.id());
        await().until(() -> replica.of(ada.id(), "last_name").equals("King"));

        awaitPosition("9-0");
        assertThat(lists.get()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void takesALowerPositionAfterAReset() {
        replica.events.reset("900-0");
        awaitPosition("900-0");

        replica.events.reset("5-0");
        replica.hears("6-0", AccountChange.UPDATED, ada.id());
        authService.forgets(alan);
        replica.hears("7-0", AccountChange.PURGED, alan.id());

        await().until(() -> replica.known().size() == 2);
        replica.hears("8-0", AccountChange.UPDATED, ada.id());
        awaitPosition("8-0");
        assertThat(authService.lookedUp()).contains(ada.id());
    }

    @Test
    void copiesWhenAnybodyMayHaveChanged() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        authService.knows(People.given(marie, "user", "agent"));

        replica.hearsOfEveryone("6-0");
        awaitPosition("6-0");
        assertThat(replica.of(marie.id(), "roles")).isEqualTo("{agent,user}");
    }

    @Test
    void goesOnFollowingWhileItCopies() {
        replica.events.reset("5-0");
        awaitPosition("5-0");
        User grace = People.named("Grace", "Hopper");
        AtomicInteger pages = new AtomicInteger();
        authService.onList(() -> {
            if (pages.incrementAndGet() == 1) {
                authService.knows(grace);
                authService.forgets(ada);
                replica.hears("7-0", AccountChange.CREATED, grace.id());
                replica.hears("8-0", AccountChange.PURGED, ada.id());
            }
        });
        replica.events.reset("6-0");

        awaitPosition("6-0");
        await().untilAsserted(
                        () -> assertThat(replica.known()).containsExactlyInAnyOrder(alan.id(), marie.id(), grace.id()));
    }
}
