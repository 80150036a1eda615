package dev.helpdesk.authclient.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.token.event.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerQueueTests {

    private static final IdentityEvent EVENT = new IdentityEvent.SessionRevoked("id", Instant.EPOCH, "sid");

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private boolean gated;
    private final ListenerQueue queue = new ListenerQueue(new Recording(), Duration.ofMillis(10));

    /** Fails as often as it should, waits when it should, and writes down what it took. */
    private final class Recording implements IdentityEventListener {

        @Override
        public @Nullable String position() {
            pass();
            return "1-0";
        }

        @Override
        public void reset(String position) {
            pass();
            told.add("reset " + position);
        }

        @Override
        public void event(String position, IdentityEvent event) {
            pass();
            told.add(position);
        }

        private void pass() {
            if (gated) {
                awaitGate();
            }
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("not now");
            }
        }

        private void awaitGate() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        queue.stop();
    }

    private void awaitTold(String... expected) {
        await().untilAsserted(() -> assertThat(told).containsExactly(expected));
    }

    @Test
    void tellsInOrder() {
        queue.start();
        queue.reset("1-0");
        queue.event("2-0", EVENT);
        queue.event("3-0", EVENT);
        awaitTold("reset 1-0", "2-0", "3-0");
    }

    @Test
    void tellsAgainWhatFailed() {
        failures.set(2);
        queue.start();
        queue.event("2-0", EVENT);
        queue.event("3-0", EVENT);
        awaitTold("2-0", "3-0");
    }

    @Test
    void makesAListenerReloadThatFailsOverAndOver() {
        failures.set(10);
        queue.start();
        queue.event("2-0", EVENT);
        queue.event("3-0", EVENT);
        awaitTold("reset 2-0", "3-0");
    }

    @Test
    void makesAListenerReloadThatIsTooFarBehind() {
        gated = true;
        queue.start();
        queue.event("0-0", EVENT);
        await().until(() -> queue.waiting() == 0);
        for (int i = 1; i <= ListenerQueue.CAPACITY; i++) {
            queue.event(i + "-0", EVENT);
        }
        assertThat(queue.waiting()).isEqualTo(ListenerQueue.CAPACITY);

        queue.event("20000-0", EVENT);
        queue.event("20001-0", EVENT);
        gate.countDown();

        awaitTold("0-0", "reset 20000-0", "20001-0");
    }

    @Test
    void givesUpWhatANewResetMakesNeedless() {
        failures.set(5);
        queue.start();
        queue.event("2-0", EVENT);
        await().until(() -> failures.get() < 5);
        failures.set(1);
        queue.reset("9-0");
        await().untilAsserted(() -> assertThat(told).endsWith("reset 9-0"));
    }

    @Test
    void asksForThePosition() {
        assertThat(queue.position()).contains("1-0");
        failures.set(1);
        assertThat(queue.position()).isEmpty();
    }

    @Test
    void waitsForAPositionOnlySoLong() {
        gated = true;
        assertThat(queue.position()).isEmpty();
    }
}
