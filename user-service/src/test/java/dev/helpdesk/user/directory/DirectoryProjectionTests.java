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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of users gets into the directory. */
class DirectoryProjectionTests {

    private final HikariDataSource database = Replica.database();
    private final InMemoryAuthService authService = new InMemoryAuthService();
    private final Replica replica = new Replica(database, authService).start();
    private final User ada = People.named("Ada", "Lovelace");
    private final User alan = People.named("Alan", "Turing");

    DirectoryProjectionTests() {
        replica.stands("1-0");
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
    void followsAUserFromBeginningToEnd() {
        authService.knows(ada);
        replica.hears("2-0", AccountChange.CREATED, ada.id());
        await().until(() -> replica.of(ada.id(), "last_name").equals("Lovelace"));

        authService.knows(People.renamed(ada, "ada@example.net", "Ada", "King"));
        replica.hears("3-0", AccountChange.UPDATED, ada.id());
        await().until(() -> replica.of(ada.id(), "last_name").equals("King"));
        assertThat(replica.of(ada.id(), "email")).isEqualTo("ada@example.net");

        authService.knows(People.given(ada, "user", "agent"));
        replica.hears("4-0", AccountChange.UPDATED, ada.id());
        await().until(() -> replica.of(ada.id(), "roles").equals("{agent,user}"));

        authService.forgets(ada);
        replica.hears("5-0", AccountChange.PURGED, ada.id());
        awaitPosition("5-0");
        assertThat(replica.known()).isEmpty();
        assertThat(replica.meters.timer("helpdesk.directory.delay").count()).isEqualTo(4);
    }

    @Test
    void storesThePositionTogetherWithTheUser() {
        authService.knows(ada);
        replica.hears("9-1", AccountChange.CREATED, ada.id());
        awaitPosition("9-1");
        assertThat(replica.known()).containsExactly(ada.id());

        replica.hears("10-0", AccountChange.UPDATED, ada.id());
        awaitPosition("10-0");
    }

    @Test
    void keepsServiceAccountsOut() {
        User service = People.withRoles("", "", "service", "user");
        authService.knows(service);
        replica.hears("2-0", AccountChange.CREATED, service.id());

        awaitPosition("2-0");
        assertThat(replica.known()).isEmpty();
    }

    @Test
    void asksOnceForManyEventsOfOneUser() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        authService.knows(ada);
        authService.onLookUp(userId -> {
            asked.countDown();
            Replica.hold(answer);
        });
        replica.hears("2-0", AccountChange.CREATED, ada.id());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= 500; i++) {
            replica.hears("2-" + i, AccountChange.UPDATED, ada.id());
        }
        answer.countDown();

        awaitPosition("2-500");
        assertThat(authService.lookedUp()).containsExactly(ada.id(), ada.id());
    }

    @Test
    void looksUpFourUsersAtATime() throws InterruptedException {
        CyclicBarrier four = new CyclicBarrier(4);
        authService.onLookUp(userId -> {
            try {
                four.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
        try (Replica other = new Replica(database, authService)) {
            for (int i = 0; i < 12; i++) {
                other.hears("2-" + i, AccountChange.CREATED, "nobody-" + i);
            }
            other.projection.apply(other.backlog.take(12, Duration.ZERO));
            assertThat(other.events.position()).isEqualTo("2-11");
        }

        assertThat(authService.lookedUp()).hasSize(12);
        assertThat(authService.mostLookUpsAtATime()).isEqualTo(4);
    }

    @Test
    void worksOffABurst() {
        List<User> users = IntStream.range(0, 2500)
                .mapToObj(i -> People.named("N" + i, "Burst"))
                .toList();
        users.forEach(authService::knows);
        List<String> ids = new ArrayList<>(
                IntStream.range(0, 5000).mapToObj(i -> users.get(i % 2500).id()).toList());
        Collections.shuffle(ids);
        for (int i = 0; i < ids.size(); i++) {
            replica.hears("2-" + i, AccountChange.CREATED, ids.get(i));
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> "2-4999".equals(replica.events.position()));
        assertThat(replica.known()).hasSize(2500);
        assertThat(authService.lookedUp()).hasSizeLessThan(3500);
        assertThat(replica.backlog.size()).isZero();
    }

    @Test
    void copiesEverybodyWhenTooManyWait() {
        authService.down(true);
        for (int i = 0; i < 12_000; i++) {
            replica.hears("2-" + i, AccountChange.CREATED, "unknown-" + i);
        }
        assertThat(replica.backlog.size()).isLessThan(10_000);
        authService.knows(ada);
        authService.down(false);

        awaitPosition("2-11999");
        assertThat(replica.known()).containsExactly(ada.id());
    }

    @Test
    void waitsForAnAuthServiceThatIsAway() {
        authService.down(true);
        authService.knows(ada);
        authService.knows(alan);
        replica.hears("2-0", AccountChange.CREATED, ada.id());
        replica.hears("3-0", AccountChange.CREATED, alan.id());
        await().during(Duration.ofMillis(500)).until(() -> "1-0".equals(replica.events.position()));
        assertThat(replica.known()).isEmpty();

        authService.down(false);
        awaitPosition("3-0");
        assertThat(replica.known()).containsExactlyInAnyOrder(ada.id(), alan.id());
    }

    @Test
    void isNotHeldUpByAUserWhoCannotBeLookedUp() {
        authService.knows(ada);
        authService.knows(alan);
        AtomicBoolean broken = new AtomicBoolean(true);
        authService.onLookUp(userId -> {
            if (userId.equals(ada.id()) && broken.get()) {
                throw new AuthServiceUnavailableException("a broken account", null);
            }
        });
        replica.hears("2-0", AccountChange.CREATED, ada.id());
        replica.hears("3-0", AccountChange.CREATED, alan.id());

        await().until(() -> replica.known().contains(alan.id()));
        assertThat(replica.events.position()).isEqualTo("1-0");
        assertThat(replica.known()).doesNotContain(ada.id());

        broken.set(false);
        awaitPosition("3-0");
        assertThat(replica.known()).containsExactlyInAnyOrder(ada.id(), alan.id());
    }

    @Test
    void beginsWhereItStoppedAfterARestart() {
        authService.down(true);
        authService.knows(ada);
        replica.hears("2-0", AccountChange.CREATED, ada.id());
        replica.close();
        authService.down(false);

        try (Replica restarted = new Replica(database, authService).start()) {
            assertThat(restarted.events.position()).isEqualTo("1-0");
            restarted.hears("2-0", AccountChange.CREATED, ada.id());
            await().until(() -> "2-0".equals(restarted.events.position()));
            assertThat(restarted.known()).containsExactly(ada.id());
        }
    }

    @Test
    void movesThePositionAlsoPastWhatIsNoConcernOfIt() throws InterruptedException {
        replica.close();
        replica.hearsOfASession("7-0");

        replica.projection.apply(replica.backlog.take(1, Duration.ZERO));

        assertThat(replica.events.position()).isEqualTo("7-0");
        assertThat(authService.lookedUp()).isEmpty();
    }

    @Test
    void looksUpACallerOfWhomItNeverHeard() {
        authService.knows(ada);
        replica.directory.seen(People.renamed(ada, "old@example.org", "Old", "Name"));

        await().until(() -> replica.known().contains(ada.id()));
        assertThat(replica.of(ada.id(), "last_name")).isEqualTo("Lovelace");
        assertThat(replica.events.position()).isEqualTo("1-0");
    }

    @Test
    void doesNotBringBackWhoIsGoneForALateRequest() {
        authService.knows(ada);
        replica.hears("2-0", AccountChange.CREATED, ada.id());
        awaitPosition("2-0");
        authService.forgets(ada);
        replica.hears("3-0", AccountChange.PURGED, ada.id());
        replica.directory.seen(ada);
        awaitPosition("3-0");

        replica.directory.seen(ada);
        authService.knows(alan);
        replica.hears("4-0", AccountChange.CREATED, alan.id());
        awaitPosition("4-0");
        assertThat(replica.known()).containsExactly(alan.id());
    }
}
