package dev.helpdesk.user.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.AccountChange;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several replicas hear the same and share one directory. */
class ReplicasTests {

    private final HikariDataSource database = Replica.database();
    private final InMemoryAuthService authService = new InMemoryAuthService();
    private final Replica first = new Replica(database, authService);
    private final Replica second = new Replica(database, authService);
    private final User ada = People.named("Ada", "Lovelace");

    ReplicasTests() {
        first.stands("1-0");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        database.close();
    }

    private void awaitPosition(String position) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(first.events.position()).isEqualTo(position));
    }

    @Test
    void skipsWhatAnotherReplicaHasDone() {
        authService.knows(ada);
        first.start().hears("9-0", AccountChange.CREATED, ada.id());
        awaitPosition("9-0");

        second.start().hears("9-0", AccountChange.CREATED, ada.id());
        second.hears("10-0", AccountChange.UPDATED, "nobody");
        awaitPosition("10-0");
        assertThat(authService.lookedUp()).containsExactly(ada.id(), "nobody");
    }

    @Test
    void shareTheWorkOfABurst() {
        List<User> users = IntStream.range(0, 1000)
                .mapToObj(i -> People.named("N" + i, "Burst"))
                .toList();
        users.forEach(authService::knows);
        first.start();
        second.start();
        for (int i = 0; i < users.size(); i++) {
            first.hears("2-" + i, AccountChange.CREATED, users.get(i).id());
            second.hears("2-" + i, AccountChange.CREATED, users.get(i).id());
        }

        awaitPosition("2-999");
        await().until(() -> first.backlog.size() + second.backlog.size() == 0);
        assertThat(first.known()).hasSize(1000);
        assertThat(authService.lookedUp()).hasSizeLessThan(1500);
    }

    @Test
    void doNotStoreWhatWasReadBeforeThePurgeThatTheOtherHasSeen() throws InterruptedException {
        authService.knows(ada);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean(true);
        authService.onLookUp(userId -> {
            if (slow.getAndSet(false)) {
                asked.countDown();
                Replica.hold(answer);
            }
        });
        first.start().directory.seen(ada);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        authService.forgets(ada);
        second.start().hears("2-0", AccountChange.PURGED, ada.id());
        await().during(Duration.ofMillis(300)).until(() -> "1-0".equals(first.events.position()));
        answer.countDown();

        awaitPosition("2-0");
        assertThat(first.known()).isEmpty();
    }

    @Test
    void copyOneAtATimeAndBothFinishTheirReset() {
        authService.knows(ada);
        AtomicInteger copying = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        authService.onList(() -> {
            most.accumulateAndGet(copying.incrementAndGet(), Math::max);
            copying.decrementAndGet();
        });
        first.start().events.reset("5-0");
        second.start().events.reset("5-0");

        awaitPosition("5-0");
        second.hears("6-0", AccountChange.UPDATED, ada.id());
        first.hears("6-0", AccountChange.UPDATED, ada.id());
        awaitPosition("6-0");
        assertThat(most).hasValue(1);
        assertThat(first.known()).containsExactly(ada.id());
    }

    @Test
    void doesNotTakeACopyForItsOwnThatAnotherBeganBefore() {
        authService.knows(ada);
        AtomicInteger copies = new AtomicInteger();
        authService.onList(copies::incrementAndGet);
        first.lock.runIfFree(() -> {
            second.start().events.reset("5-0");
            await().during(Duration.ofMillis(500)).until(() -> "1-0".equals(first.events.position()));
            assertThat(copies).hasValue(0);
        });

        awaitPosition("5-0");
        assertThat(copies).hasValue(1);
    }

    @Test
    void takesACopyForItsOwnThatAnotherBeganSince() {
        authService.knows(ada);
        first.copy.runIfFree();
        AtomicInteger copies = new AtomicInteger();
        authService.onList(copies::incrementAndGet);

        boolean done = second.copy.carryOut(
                new CopyOrder(LogPosition.parse("5-0"), true),
                second.progress.now().minusMinutes(1));

        assertThat(done).isTrue();
        assertThat(copies).hasValue(0);
        assertThat(first.events.position()).isEqualTo("5-0");
    }
}
