package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.token.event.IdentityEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class LogUpkeepTests {

    private static final Instant CURSOR = Instant.ofEpochMilli(1795469774450L);

    private final TestRedis redis = TestRedis.start();
    private final TestEvents events = new TestEvents(redis.url());
    private final TestReplica replica = new TestReplica(redis.url(), Duration.ofSeconds(10), Clock.systemUTC());
    private final LogUpkeep upkeep = new LogUpkeep(replica.redis, replica.stored, replica.knowledge);

    @AfterEach
    void stop() {
        replica.close();
        events.close();
        redis.close();
    }

    @Test
    void isDueUntilTheLogIsWholeAndCompared() {
        assertThat(upkeep.isDue()).isTrue();
        try (Turn turn = begin()) {
            assertThat(turn.comparedUpTo()).isEmpty();
            turn.concludeWhole(CURSOR);
        }

        assertThat(upkeep.isDue()).isFalse();
        assertThat(events.mark()).isNotNull();
        await().until(upkeep::isDue);
        try (Turn turn = begin()) {
            assertThat(turn.comparedUpTo()).contains(CURSOR);
        }
    }

    @Test
    void isDueAtOnceWhenTheMarkIsGone() {
        try (Turn turn = begin()) {
            turn.concludeWhole(CURSOR);
        }

        events.removeMark();

        assertThat(upkeep.isDue()).isTrue();
        try (Turn turn = begin()) {
            assertThat(turn.comparedUpTo()).isEmpty();
        }
    }

    @Test
    void givesTheTurnToOneAtATime() {
        try (Turn turn = begin()) {
            turn.prolong();
            assertThat(upkeep.begin()).isEmpty();
        }
        begin().close();
    }

    @Test
    void doesNotReleaseTheTurnOfAnother() {
        Turn late = begin();
        events.set(LogKeys.TURN, "another:0");

        late.close();

        assertThat(upkeep.begin()).isEmpty();
    }

    @Test
    void concludesNothingWhenItsTurnIsOver() {
        Turn late = begin();
        events.set(LogKeys.TURN, "another:0");

        assertThatExceptionOfType(Turn.LostException.class).isThrownBy(() -> late.concludeWhole(CURSOR));
        assertThat(events.mark()).isNull();
    }

    @Test
    void concludesNothingWhenItsTurnHasRunOut() {
        Turn late = begin();
        events.loseEverything();

        assertThatExceptionOfType(Turn.LostException.class).isThrownBy(() -> late.conclude(CURSOR));
        assertThatExceptionOfType(Turn.LostException.class).isThrownBy(late::prolong);
    }

    @Test
    void concludesNothingWhenAFailoverLostWhatItWrote() {
        Turn turn = begin();
        String beforeTheWrite = replica.redis.opsForValue().get(LogKeys.TURN);
        turn.append(List.of(event("lost")));
        events.loseEverything();
        events.set(LogKeys.TURN, String.valueOf(beforeTheWrite));

        assertThatExceptionOfType(Turn.LostException.class).isThrownBy(() -> turn.append(List.of(event("late"))));
        assertThatExceptionOfType(Turn.LostException.class).isThrownBy(() -> turn.concludeWhole(CURSOR));
        assertThat(events.mark()).isNull();
    }

    @Test
    void doesNotMarkTheLogAsWholeByComparingOnly() {
        try (Turn turn = begin()) {
            turn.conclude(CURSOR);
        }

        assertThat(events.mark()).isNull();
        assertThat(upkeep.isDue()).isTrue();
    }

    @Test
    void writesAndReadsPageByPage() {
        List<IdentityEvent> many =
                IntStream.range(0, 1250).mapToObj(i -> event("e" + i)).toList();
        List<IdentityEvent> read = new ArrayList<>();

        try (Turn turn = begin()) {
            turn.append(many);
            turn.forEachEntry(read::add);
        }

        assertThat(read)
                .extracting(IdentityEvent::id)
                .containsExactlyElementsOf(many.stream().map(IdentityEvent::id).toList());
    }

    @Test
    void trustsNoLogThatTakesNoEntriesUntilSomebodyCouldWrite() {
        events.markWhole("first");
        replica.follower.start();
        await().until(replica.log::isWhole);

        events.refuseWrites(true);
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(upkeep::begin);
        assertThat(replica.log.isWhole()).isFalse();

        events.refuseWrites(false);
        try (Turn turn = begin()) {
            assertThat(replica.log.isWhole()).isFalse();
            turn.conclude(CURSOR);
        }
        assertThat(replica.log.isWhole()).isTrue();
    }

    private Turn begin() {
        return upkeep.begin().orElseThrow();
    }

    private static IdentityEvent event(String id) {
        return new IdentityEvent.SessionRevoked(id, CURSOR, "session-of-" + id);
    }
}
