package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.RevocationIndex;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityEventFollowerTests {

    private static final Duration KEPT = Duration.ofHours(1);

    private final TestRedis redis = TestRedis.start();
    private final TestEvents events = new TestEvents(redis.url());
    private final RedisClient client = RedisClient.create(redis.url());
    private final IdentityEventFollower follower = follower(Duration.ofSeconds(10), Clock.systemUTC());

    @BeforeEach
    void leaveReconnectingToTheFollower() {
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    }

    @AfterEach
    void stop() {
        follower.stop();
        client.shutdown();
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
        for (int i = 0; i <= IdentityEventLog.PAGE; i++) {
            events.endSession("ended" + i);
        }

        follower.start();

        awaitAnswer("other", Answer.LIVE);
        assertThat(check("ended0")).isEqualTo(Answer.REVOKED);
        assertThat(check("ended" + IdentityEventLog.PAGE)).isEqualTo(Answer.REVOKED);
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
        IdentityEventFollower impatient = follower(Duration.ofMillis(300), Clock.systemUTC());
        impatient.start();
        events.endSession("ended");
        await().until(() -> impatient.check(token("ended")) == Answer.REVOKED);

        events.pause(1500);

        await().until(() -> impatient.check(token("other")) == Answer.UNKNOWN);
        assertThat(impatient.check(token("ended"))).isEqualTo(Answer.REVOKED);
        await().until(() -> impatient.check(token("other")) == Answer.LIVE);
        impatient.stop();
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
        IdentityEventFollower patient = follower(Duration.ofSeconds(10), clock);
        patient.start();
        events.endSession("before");
        await().until(() -> patient.check(token("before")) == Answer.REVOKED);
        events.loseEverything();
        await().until(() -> patient.check(token("other")) == Answer.UNKNOWN);

        clock.now = clock.now.plus(KEPT);

        await().until(() -> patient.check(token("other")) == Answer.LIVE);
        patient.forgetExpired();
        assertThat(patient.check(token("before"))).isEqualTo(Answer.REVOKED);
        clock.now = clock.now.plusSeconds(5);
        patient.forgetExpired();
        assertThat(patient.check(token("before"))).isEqualTo(Answer.LIVE);
        patient.stop();
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

    private IdentityEventFollower follower(Duration maxAge, Clock clock) {
        IdentityEventFollower.Pace pace = new IdentityEventFollower.Pace(Duration.ofMillis(100), maxAge);
        return new IdentityEventFollower(client, new RevocationIndex(KEPT), pace, KEPT, clock);
    }

    private void awaitAnswer(String session, Answer answer) {
        await().untilAsserted(() -> assertThat(check(session)).isEqualTo(answer));
    }

    private Answer check(String session) {
        return follower.check(token(session));
    }

    private static AccessToken token(String session) {
        Instant now = Instant.now();
        User ada = new User("ada", "ada@example.com", "Ada", "Lovelace", List.of("user"), true, true, null);
        return new AccessToken("token", session, "portal", now, now.plus(KEPT), null, ada);
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
