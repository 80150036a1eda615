package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final Backoff backoff = new Backoff();

    @RepeatedTest(20)
    void triesAgainAtOnceAndThenWaitsLongerUpToABound() {
        assertThat(backoff.nextMillis()).isZero();
        assertThat(backoff.nextMillis()).isBetween(25L, 50L);
        assertThat(backoff.nextMillis()).isBetween(50L, 100L);
        for (int i = 0; i < 10; i++) {
            backoff.nextMillis();
        }
        assertThat(backoff.nextMillis()).isBetween(1_000L, 2_000L);
    }

    @Test
    void startsAnewAfterASuccess() {
        backoff.nextMillis();
        backoff.nextMillis();
        backoff.reset();

        assertThat(backoff.nextMillis()).isZero();
    }
}
