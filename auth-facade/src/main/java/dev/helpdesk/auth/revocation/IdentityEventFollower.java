package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.event.RevocationIndex;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Follows what Keycloak tells of sessions, tokens and accounts, so that a token which it no longer stands behind is refused without
 * asking. Says that it does not know as soon as it may have missed something.
 */
class IdentityEventFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityEventFollower.class);
    private static final int SHORTEST_PAUSE_MS = 100;
    private static final int LONGEST_PAUSE_MS = 1000;

    private final RedisClient redis;
    private final RevocationIndex index;
    private final Pace pace;
    private final Clock clock;
    private final Knowledge knowledge;
    private final IdentityEventReader reader;
    private @Nullable Run run;

    /**
     * How it follows.
     *
     * @param patience how long one read waits for an entry
     * @param maxAge how long ago the last read may have been
     */
    record Pace(Duration patience, Duration maxAge) {}

    /**
     * @param redis makes its connection, and is closed by who made it
     * @param kept how long an entry matters
     */
    IdentityEventFollower(RedisClient redis, RevocationIndex index, Pace pace, Duration kept, Clock clock) {
        this.redis = redis;
        this.index = index;
        this.pace = pace;
        this.clock = clock;
        this.knowledge = new Knowledge(pace.maxAge(), clock);
        this.reader = new IdentityEventReader(index, knowledge, kept, clock);
    }

    Answer check(AccessToken token) {
        // Asked first: an index that becomes whole after the look was not whole at the look.
        boolean whole = isWhole();
        if (index.isRevoked(token)) {
            return Answer.REVOKED;
        }
        return whole ? Answer.LIVE : Answer.UNKNOWN;
    }

    /** Whether it knows of everything that Redis was told. */
    boolean isWhole() {
        return knowledge.isWhole();
    }

    @Scheduled(fixedDelay = 60_000)
    void forgetExpired() {
        index.forgetExpired(clock.instant());
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            run.thread.start();
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
        private boolean away;

        private void follow() {
            do {
                try (IdentityEventLog log = IdentityEventLog.open(redis, pace.patience())) {
                    readFrom(log);
                } catch (RuntimeException e) {
                    // Lettuce has several kinds for a Redis that gives no answer; none may end this thread.
                    report(e);
                }
            } while (!endedWithin(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS)));
        }

        private void readFrom(IdentityEventLog log) {
            while (!endedWithin(0)) {
                reader.read(log);
                if (away) {
                    LOG.info("Identity events are followed again");
                    away = false;
                }
            }
        }

        private void report(RuntimeException failure) {
            if (!away && !endedWithin(0)) {
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
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
