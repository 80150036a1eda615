package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.token.Revocations.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    @BeforeEach
    void beWhole() {
        events.markWhole("first");
    }

    @Test
    void cannotSayBeforeItHasReadTheLog() {
        events.endSession("ended");

        assertThat(check("ended")).isEqualTo(Answer.UNKNOWN);
        assertThat(replica.log.isWhole()).isFalse();
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
        events.markWhole("second");

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
    void cannotSayAsLongAsTheLogIsNotMarkedAsWhole() {
        events.removeMark();
        events.endSession("ended");
        follower.start();

        awaitAnswer("ended", Answer.REVOKED);
        assertThat(check("other")).isEqualTo(Answer.UNKNOWN);

        events.markWhole("another");
        awaitAnswer("other", Answer.LIVE);
    }

    @Test
    void distrustsALogThatWasEmptiedUntilItIsWholeAgain() {
        followUpTo("before");

        events.loseEverything();
        awaitAnswer("other", Answer.UNKNOWN);
        assertThat(check("before")).isEqualTo(Answer.REVOKED);

        events.endSession("missed");
        events.markWhole("second");
        awaitAnswer("other", Answer.LIVE);
        assertThat(check("before")).isEqualTo(Answer.REVOKED);
        assertThat(check("missed")).isEqualTo(Answer.REVOKED);
    }

    @Test
    void distrustsALogThatHasGrownAgainAfterALoss() {
        followUpTo("before");

        redis.down();
        redis.up();
        events.endSession("after");

        awaitAnswer("after", Answer.REVOKED);
        assertThat(check("other")).isEqualTo(Answer.UNKNOWN);
        assertThat(check("before")).isEqualTo(Answer.REVOKED);
    }

    @Test
    void takesTheMarkFromAnOlderCopyOfTheLog() {
        followUpTo("before");

        events.loseTheLast();
        events.endSession("after");

        await().untilAsserted(() -> assertThat(events.mark()).isNull());
        awaitAnswer("after", Answer.REVOKED);
        assertThat(check("other")).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void leavesTheMarkOfALogThatWasMadeWholeSince() {
        followUpTo("before");

        follower.stop();
        events.loseEverything();
        events.endSession("after");
        events.markWhole("second");
        follower.start();

        awaitAnswer("after", Answer.REVOKED);
        awaitAnswer("other", Answer.LIVE);
        assertThat(events.mark()).isEqualTo("second");
    }

    @Test
    void readsAnotherGenerationFromItsStart() {
        followUpTo("before");
        Recorder heard = new Recorder();
        replica.log.follow(heard);

        events.markWhole("second");

        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("distrust", "rebuilt", "trust"));
        events.endSession("after");
        await().untilAsserted(
                        () -> assertThat(heard.messages).containsExactly("distrust", "rebuilt", "trust", "after"));
    }

    @Test
    void tellsWhatComesWhileTheLogIsNotWhole() {
        followUpTo("before");
        Recorder heard = new Recorder();
        replica.log.follow(heard);

        events.removeMark();
        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("distrust"));
        events.endSession("meanwhile");

        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("distrust", "meanwhile"));
    }

    @Test
    void owesAWordAlsoWhenAnEmptiedLogStaysEmpty() {
        followUpTo("before");
        Recorder heard = new Recorder();
        replica.log.follow(heard);

        events.loseEverything();
        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("distrust"));
        events.markWhole("second");

        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("distrust", "rebuilt", "trust"));
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

    private void followUpTo(String session) {
        follower.start();
        events.endSession(session);
        awaitAnswer(session, Answer.REVOKED);
        awaitAnswer("other", Answer.LIVE);
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
}
