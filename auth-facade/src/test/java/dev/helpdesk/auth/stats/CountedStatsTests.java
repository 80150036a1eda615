package dev.helpdesk.auth.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.keycloak.FakeFigures;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountedStatsTests {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final SetClock clock = new SetClock();
    private final FakeFigures figures = new FakeFigures();
    private final CountedStats stats =
            new CountedStats(figures, new NothingRevoked(), new StatsProperties(Duration.ofSeconds(10)), clock);

    @Test
    void countsAtMostOnceInAWhile() {
        assertThat(stats.get().asOf()).isEqualTo(START);
        clock.now = START.plusSeconds(9);
        assertThat(stats.get().asOf()).isEqualTo(START);
        assertThat(figures.counts()).isEqualTo(1);

        clock.now = START.plusSeconds(10);
        assertThat(stats.get().asOf()).isEqualTo(START.plusSeconds(10));
        assertThat(figures.counts()).isEqualTo(2);
    }

    @Test
    void givesTheLastFiguresWhileSomebodyCounts() throws Exception {
        stats.get();
        clock.now = START.plusSeconds(10);
        CompletableFuture<AuthStats> other = new CompletableFuture<>();
        figures.meanwhile(() ->
                other.completeAsync(stats::get).orTimeout(10, TimeUnit.SECONDS).join());

        assertThat(stats.get().asOf()).isEqualTo(START.plusSeconds(10));

        assertThat(other.get().asOf()).isEqualTo(START);
        assertThat(figures.counts()).isEqualTo(2);
    }

    @Test
    void knowsNoPropagationBeforeTheFirstRevocation() {
        assertThat(stats.get().revocations())
                .isEqualTo(new AuthStats.Revocations(0, new RevokedSessions.Propagation(null, null)));
    }

    private static final class SetClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class NothingRevoked implements RevokedSessions {

        @Override
        public void add(Collection<String> sessionIds, Instant requestedAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean contains(String sessionId) {
            return false;
        }

        @Override
        public boolean areKnown() {
            return true;
        }

        @Override
        public long active() {
            return 0;
        }

        @Override
        public Propagation propagation() {
            return new Propagation(null, null);
        }
    }
}
