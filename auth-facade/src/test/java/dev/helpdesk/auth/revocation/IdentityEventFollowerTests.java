package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.token.Revocations.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityEventFollowerTests {

    private final TestRedis redis = TestRedis.start();
    private final TestEvents events = new TestEvents(redis.url());
    private final TestReplica replica = replica(Duration.ofSeconds(10), Clock.systemUTC());
    private final IdentityEventFollower follower = replica.follower;

    @AfterEach
    void stop() {
        replica.close();
        events.close();
        redis.close();
    }

    @Test
    void cannotSayBeforeItHasReadTheLog() {
        events.endSession("ended");

        assertThat(check("ended")).isEqualTo(Answer.UNKNOWN);
        assertThat(follower.isWhole()).isFalse();
        assertThat(follower.isRunning()).isFalse();
    }

    @Test
    void takesALogThatIsNotThereForAnEmptyOne() {
        follower.start();

        awaitAnswer("other", Answer.LIVE);
        events.endSession("ended");
        awaitAnswer("ended", Answer.REVOKED);
    }

    @Test
    void startsWithAllPagesOfTheLog() {
        for (int i = 0; i <= StreamConnection.PAGE; i++) {
            events.endSession("ended" + i);
        }

        follower.start();

        awaitAnswer("other", Answer.LIVE);
        assertThat(check("ended0")).isEqualTo(Answer.REVOKED);
        assertThat(check("ended" + StreamConnection.PAGE)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void leavesAsideWhatItCannotRead() {
        events.add(Map.of("type", "nonsense"));
        events.add(Map.of("type", "session-revoked", "id", "e", "at", "now", "sid", "junk"));
        events.endSession("ended");

        follower.start();

        awaitAnswer("ended", Answer.REVOKED);
        awaitAnswer("junk", Answer.LIVE);
    }

    @Test
    void waitsForARedisThatIsAway() {
        redis.down();
        follower.start();
        assertThat(check("other")).isEqualTo(Answer.UNKNOWN);

        redis.up();

        awaitAnswer("other", Answer.LIVE);
    }

    @Test
    void goesOnAfterItsConnectionWasCut() {
        follower.start();
        events.endSession("first");
        awaitAnswer("first", Answer.REVOKED);

        events.cutConnections();
        events.endSession("second");

        awaitAnswer("second", Answer.REVOKED);
        assertThat(check("other")).isEqualTo(Answer.LIVE);
    }

    @Test
    void cannotSayWhileItsKnowledgeIsOld() {
        TestReplica impatient = replica(Duration.ofMillis(300), Clock.systemUTC());
        impatient.follower.start();
        events.endSession("ended");
        await().until(() -> impatient.check("ended") == Answer.REVOKED);

        events.pause(1500);

        await().until(() -> impatient.check("other") == Answer.UNKNOWN);
        assertThat(impatient.check("ended")).isEqualTo(Answer.REVOKED);
        await().until(() -> impatient.check("other") == Answer.LIVE);
        impatient.close();
    }

    @Test
    void distrustsALogThatWasEmptied() {
        follower.start();
        events.endSession("before");
        awaitAnswer("before", Answer.REVOKED);

        events.loseEverything();

        awaitAnswer("other", Answer.UNKNOWN);
        assertThat(check("before")).isEqualTo(Answer.REVOKED);
    }

    @Test
    void distrustsALogThatHasGrownAgainAfterALoss() {
        follower.start();
        events.endSession("before");
        awaitAnswer("before", Answer.REVOKED);

        redis.down();
        redis.up();
        events.endSession("after");

        awaitAnswer("after", Answer.REVOKED);
        awaitAnswer("other", Answer.UNKNOWN);
        assertThat(check("before")).isEqualTo(Answer.REVOKED);
    }

    @Test
    void trustsTheLogAgainWhenNoTokenIsLeftThatALossConcerns() {
        SetClock clock = new SetClock(Instant.now());
        TestReplica patient = replica(Duration.ofSeconds(10), clock);
        patient.follower.start();
        events.endSession("before");
        await().until(() -> patient.check("before") == Answer.REVOKED);
        events.loseEverything();
        await().until(() -> patient.check("other") == Answer.UNKNOWN);

        clock.now = clock.now.plus(TestReplica.KEPT);

        await().until(() -> patient.check("other") == Answer.LIVE);
        patient.follower.forgetExpired();
        assertThat(patient.check("before")).isEqualTo(Answer.REVOKED);
        clock.now = clock.now.plusSeconds(5);
        patient.follower.forgetExpired();
        assertThat(patient.check("before")).isEqualTo(Answer.LIVE);
        patient.close();
    }

    @Test
    void stopsAndStartsWhereItWas() {
        follower.start();
        awaitAnswer("other", Answer.LIVE);

        follower.stop();
        assertThat(follower.isRunning()).isFalse();

        events.endSession("ended");
        follower.start();
        awaitAnswer("ended", Answer.REVOKED);
    }

    private TestReplica replica(Duration maxAge, Clock clock) {
        return new TestReplica(redis.url(), maxAge, clock);
    }

    private void awaitAnswer(String session, Answer answer) {
        await().untilAsserted(() -> assertThat(check(session)).isEqualTo(answer));
    }

    private Answer check(String session) {
        return replica.check(session);
    }

    private static final class SetClock extends Clock {

        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
