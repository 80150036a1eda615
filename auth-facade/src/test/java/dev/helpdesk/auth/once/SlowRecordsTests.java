package dev.helpdesk.auth.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** Shared records that do not answer in time may hold a claim, and others may reach them: nobody goes on alone. */
class SlowRecordsTests {

    private final SharedFlight<String> flight = new SharedFlight<>(
            new AvailableRecords(new SlowRecords(), new LocalRecords(10)),
            new TextForm(),
            new FailureForm(List.of()),
            Duration.ofMinutes(1));
    private final AtomicInteger worked = new AtomicInteger();
    private final Ticket ticket = new Tickets("test").of("what-is-presented");

    @Test
    void doNotLetTheWorkBeDone() {
        assertUnavailable(() -> flight.outcome(ticket, () -> Integer.toString(worked.incrementAndGet()), value -> {}));
        assertThat(worked).hasValue(0);
    }

    @Test
    void doNotSayThatNothingIsKnown() {
        assertUnavailable(() -> flight.isKnown(ticket));
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(call)
                .satisfies(told -> assertThat(told.error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE))
                .satisfies(told -> assertThat(told.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    private static final class SlowRecords implements Records {

        @Override
        public Optional<Entry> take(String id, Entry claim, @Nullable Entry outdated) {
            throw new QueryTimeoutException("slow");
        }

        @Override
        public Optional<Entry> find(String id) {
            throw new QueryTimeoutException("slow");
        }

        @Override
        public void renew(String id, Entry claim) {
            throw new QueryTimeoutException("slow");
        }

        @Override
        public void settle(String id, Entry claim, Entry outcome, Duration kept) {
            throw new QueryTimeoutException("slow");
        }
    }
}
