package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.revocation.RevokedSessions.Propagation;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimingsTests {

    private final Timings timings = new Timings();

    @Test
    void knowNothingAtFirst() {
        assertThat(timings.spread()).isEqualTo(new Propagation(null, null));
    }

    @Test
    void nameTheMiddleAndTheSlow() {
        LongStream.rangeClosed(1, 100).forEach(this::add);

        assertThat(timings.spread()).isEqualTo(new Propagation(50L, 99L));
    }

    @Test
    void keepTheLatestThousand() {
        LongStream.range(0, 1000).forEach(one -> add(5000));
        LongStream.range(0, 1000).forEach(one -> add(2));

        assertThat(timings.spread()).isEqualTo(new Propagation(2L, 2L));
    }

    private void add(long millis) {
        timings.add(Duration.ofMillis(millis));
    }
}
