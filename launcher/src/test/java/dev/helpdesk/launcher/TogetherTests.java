package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTests {

    @Test
    void runsTasksAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);

        Together.run(List.of(() -> meet(both), () -> meet(both)));

        assertThat(both.getCount()).isZero();
    }

    @Test
    void endsTheOthersWhenOneFails() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Runnable endless = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        };

        assertThatThrownBy(() -> Together.run(List.of(endless, TogetherTests::fail)))
                .isInstanceOf(LauncherException.class)
                .hasMessage("no");
        assertThat(interrupted).isTrue();
    }

    private static void fail() {
        throw new LauncherException("no");
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
