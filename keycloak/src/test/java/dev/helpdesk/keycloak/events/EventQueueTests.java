package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventQueueTests {

    private final Counts counts = new Counts();
    private final EventQueue queue = new EventQueue(5, counts);

    @Test
    void givesBackInOrderAndNoMoreThanAsked() throws InterruptedException {
        queue.add(TestEvents.sessions(0, 4));

        assertThat(queue.take(3, 0)).isEqualTo(TestEvents.sessions(0, 3));
        assertThat(queue.take(3, 0)).isEqualTo(TestEvents.sessions(3, 4));
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesNothingWhenNothingComesInTime() throws InterruptedException {
        assertThat(queue.take(3, 1)).isEmpty();
    }

    @Test
    void keepsTheNewestAndCountsTheRest() throws InterruptedException {
        queue.add(TestEvents.sessions(0, 3));
        queue.add(TestEvents.sessions(3, 8));

        assertThat(queue.take(10, 0)).isEqualTo(TestEvents.sessions(3, 8));
        assertThat(counts.dropped()).isEqualTo(3);
    }

    @Test
    void keepsTheNewestOfMoreThanItHolds() throws InterruptedException {
        queue.add(TestEvents.sessions(0, 12));

        assertThat(queue.take(10, 0)).isEqualTo(TestEvents.sessions(7, 12));
        assertThat(counts.dropped()).isEqualTo(7);
    }
}
