package dev.helpdesk.auth.revocation;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Follows what is told of sessions, tokens and accounts, so that a token which no longer holds is refused without asking. */
class IdentityEventFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityEventFollower.class);
    private static final int SHORTEST_PAUSE_MS = 100;
    private static final int LONGEST_PAUSE_MS = 1000;
    private static final int WATCH_MS = 500;

    private final RedisClient redis;
    private final IdentityLog log;
    private final IdentityEventReader reader;
    private @Nullable Run run;

    /**
     * @param redis makes its connection, and is closed by who made it
     */
    IdentityEventFollower(RedisClient redis, IdentityLog log, IdentityEventReader reader) {
        this.redis = redis;
        this.log = log;
        this.reader = reader;
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            run.begin();
        }
    }

    @Override
    public synchronized void stop() {
        if (run != null) {
            run.end();
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
    }

    /** Starts before the web server takes requests and stops when it has answered the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** One start to one stop. */
    private final class Run {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread =
                Thread.ofPlatform().daemon().name("identity-events").unstarted(this::follow);
        private final Thread watch =
                Thread.ofPlatform().daemon().name("identity-events-watch").unstarted(this::watch);
        private boolean away;

        void begin() {
            thread.start();
            watch.start();
        }

        /** What is known grows old without anybody doing anything. */
        private void watch() {
            while (!endedWithin(WATCH_MS)) {
                log.tellTrust();
            }
        }

        private void follow() {
            do {
                try (StreamConnection stream = StreamConnection.open(redis, reader.patience())) {
                    readFrom(stream);
                } catch (RuntimeException e) {
                    // Lettuce has several kinds for a Redis that gives no answer; none may end this thread.
                    report(e);
                }
            } while (!endedWithin(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS)));
            reader.stopped();
        }

        private void readFrom(StreamConnection stream) {
            while (!endedWithin(0)) {
                reader.read(stream);
                if (away) {
                    LOG.info("Identity events are followed again");
                    away = false;
                }
            }
        }

        private void report(RuntimeException failure) {
            if (endedWithin(0)) {
                return;
            }
            reader.failed();
            if (!away) {
                LOG.warn("Identity events cannot be followed: Redis gives no answer");
                LOG.debug("How Redis failed", failure);
                away = true;
            }
        }

        private boolean endedWithin(int millis) {
            try {
                return ended.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return true;
            }
        }

        void end() {
            ended.countDown();
            thread.interrupt();
            watch.interrupt();
            try {
                thread.join(Duration.ofSeconds(2));
                watch.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
