package dev.helpdesk.user.directory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something over and over until it is stopped; after a failure a little later, and later still after the next. */
final class Retry implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Retry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** What is done. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private final String purpose;
    private final Work work;
    private int failures;

    Retry(String purpose, Work work) {
        this.purpose = purpose;
        this.work = work;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            work.run();
            failures = 0;
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (failures++ == 0) {
                log.warn("{} has to wait, and is tried again", purpose, e);
            }
            Thread.sleep(pause());
        }
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        long most = Math.min(doubled.toMillis(), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
    }
}
