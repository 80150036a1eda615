package dev.helpdesk.auth.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.once.Entry.Kind;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalRecordsTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Entry RESULT = new Entry(Kind.RESULT, "r");

    private final LocalRecords records = new LocalRecords(100);
    private final Entry claim = Entry.claim();

    @Test
    void givesAPlaceToOneOnly() {
        assertThat(records.take("id", claim, null)).isEmpty();

        assertThat(records.take("id", Entry.claim(), null)).hasValue(claim);
        assertThat(records.find("id")).hasValue(claim);
    }

    @Test
    void keepsAResultForItsTime() {
        records.take("id", claim, null);
        records.settle("id", claim, RESULT, Duration.ofMillis(50));

        assertThat(records.take("id", Entry.claim(), null)).hasValue(RESULT);
        await().untilAsserted(() -> assertThat(records.find("id")).isEmpty());
    }

    @Test
    void keepsNoFailure() {
        records.take("id", claim, null);
        records.settle("id", claim, new Entry(Kind.FAILURE, "f"), LONG);

        assertThat(records.find("id")).isEmpty();
    }

    @Test
    void leavesThePlaceToWhoeverClaimedItSince() {
        Entry later = Entry.claim();
        records.take("id", later, null);
        records.settle("id", claim, RESULT, LONG);

        assertThat(records.find("id")).hasValue(later);
    }

    @Test
    void givesThePlaceOfAnOutdatedResultAway() {
        records.take("id", claim, null);
        records.settle("id", claim, RESULT, LONG);

        assertThat(records.take("id", claim, RESULT)).isEmpty();
        assertThat(records.find("id")).hasValue(claim);
    }

    @Test
    void forgetsTheOldestWhenThereAreMany() {
        IntStream.range(0, 1000).forEach(number -> {
            records.take("id" + number, claim, null);
            records.settle("id" + number, claim, RESULT, LONG);
        });

        assertThat(records.size()).isEqualTo(100);
        assertThat(records.find("id999")).hasValue(RESULT);
        assertThat(records.find("id899")).isEmpty();
    }
}
