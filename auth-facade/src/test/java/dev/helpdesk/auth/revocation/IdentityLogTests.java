package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.revocation.IdentityLog.Entry;
import dev.helpdesk.auth.revocation.IdentityLog.Registration;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.event.IdentityEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class IdentityLogTests {

    private final TestRedis redis = TestRedis.start();
    private final TestEvents events = new TestEvents(redis.url());
    private final TestReplica replica = new TestReplica(redis.url(), Duration.ofSeconds(10), Clock.systemUTC());
    private final Recorder heard = new Recorder();

    @BeforeEach
    void beWhole() {
        events.markWhole("first");
    }

    @AfterEach
    void stop() {
        replica.close();
        events.close();
        redis.close();
    }

    @Test
    void tellsWhatComesAfterThePositionItNames() {
        events.endSession("before");
        replica.follower.start();
        awaitWhole();

        Registration registration = replica.log.follow(heard);
        events.endSession("first");
        events.endSession("second");

        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("first", "second"));
        assertThat(registration.whole()).isTrue();
        assertThat(sessions(replica.log.entries(registration.position(), 10))).containsExactly("first", "second");
        assertThat(heard.positions)
                .isEqualTo(replica.log.entries(registration.position(), 10).stream()
                        .map(Entry::position)
                        .toList());
    }

    @Test
    void tellsNothingMoreWhenTheRegistrationIsClosed() {
        replica.follower.start();
        awaitWhole();
        replica.log.follow(heard).close();
        Recorder other = new Recorder();
        replica.log.follow(other);

        events.endSession("ended");

        await().untilAsserted(() -> assertThat(other.messages).containsExactly("ended"));
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void tellsOthersWhenAListenerFails() {
        replica.follower.start();
        awaitWhole();
        replica.log.follow(new Recorder() {
            @Override
            public void appended(String position, IdentityEvent event) {
                throw new IllegalStateException("defect");
            }
        });
        replica.log.follow(heard);

        events.endSession("ended");

        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("ended"));
    }

    @Test
    void tellsWhenItCanBeTrustedNoMoreAndAgain() {
        replica.follower.start();
        awaitWhole();
        replica.log.follow(heard);

        redis.down();

        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("distrust"));
        assertThat(replica.log.follow(new Recorder()).whole()).isFalse();
    }

    @Test
    void knowsTheEventsItHasRead() {
        events.add(new IdentityEvent.SessionRevoked("read#1", Instant.now(), "ended"));
        replica.follower.start();
        awaitWhole();

        assertThat(replica.log.knows("read#1")).isTrue();
        assertThat(replica.log.knows("other")).isFalse();

        events.loseEverything();
        await().untilAsserted(() -> assertThat(replica.log.knows("read#1")).isFalse());
    }

    @Test
    void writesInOrder() {
        replica.stored.append(List.of(
                new IdentityEvent.SessionRevoked("a", Instant.now(), "a"),
                new IdentityEvent.SessionRevoked("b", Instant.now(), "b")));

        assertThat(sessions(replica.log.entries("0-0", 10))).endsWith("a", "b");
    }

    @Test
    void readsEntriesAgainPageByPage() {
        for (int i = 0; i < 5; i++) {
            events.endSession("s" + i);
            events.add(Map.of("type", "junk"));
        }

        List<Entry> all = replica.log.entries("0-0", 100);
        assertThat(sessions(all)).containsExactly("s0", "s1", "s2", "s3", "s4");
        assertThat(sessions(replica.log.entries(all.get(1).position(), 2))).containsExactly("s2", "s3");
        assertThat(replica.log.entries(all.get(4).position(), 2)).isEmpty();
    }

    @Test
    void knowsWhatTheStreamHolds() {
        events.endSession("ended");
        String position = replica.log.entries("0-0", 1).getFirst().position();

        assertThat(replica.log.holds(position)).isTrue();
        assertThat(replica.log.holds("1-1")).isFalse();

        events.loseEverything();
        assertThat(replica.log.holds(position)).isFalse();
    }

    @Test
    void doesNotGuessWhatRedisHolds() {
        redis.down();

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> replica.log.holds("1-1"));
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> replica.log.entries("0-0", 1));
    }

    private void awaitWhole() {
        await().until(() -> replica.check("other") == Answer.LIVE);
    }

    private static List<String> sessions(List<Entry> entries) {
        return entries.stream()
                .map(entry -> ((IdentityEvent.SessionRevoked) entry.event()).sessionId())
                .toList();
    }
}
