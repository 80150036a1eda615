package dev.helpdesk.authclient.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTests {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Freshness freshness = new Freshness(Duration.ofSeconds(6), nanos::get);

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void knowsNothingBeforeTheFirstSign() {
        assertThat(freshness.everReady()).isFalse();
        assertThat(freshness.isFresh()).isFalse();
        assertThat(freshness.isWithin(Duration.ofDays(1))).isFalse();
    }

    @Test
    void lastsSixSecondsAfterASign() {
        freshness.sign();
        passes(Duration.ofSeconds(6));
        assertThat(freshness.isFresh()).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(freshness.isFresh()).isFalse();
    }

    @Test
    void isNotFreshByBeingReady() {
        freshness.ready();
        assertThat(freshness.everReady()).isTrue();
        assertThat(freshness.isFresh()).isFalse();
        assertThat(freshness.isWithin(Duration.ofSeconds(60))).isFalse();
    }

    @Test
    void endsWithADoubtUntilTheNextSign() {
        freshness.sign();
        freshness.doubt();
        assertThat(freshness.isFresh()).isFalse();
        freshness.sign();
        assertThat(freshness.isFresh()).isTrue();
    }

    @Test
    void isRememberedForAGrace() {
        freshness.sign();
        freshness.doubt();
        passes(Duration.ofSeconds(36));
        assertThat(freshness.isWithin(Duration.ofSeconds(30))).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(freshness.isWithin(Duration.ofSeconds(30))).isFalse();
    }
}
