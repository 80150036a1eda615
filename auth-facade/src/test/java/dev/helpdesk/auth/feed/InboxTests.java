package dev.helpdesk.auth.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.event.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InboxTests {

    private final EntryForm form = new EntryForm(JsonMapper.builder().build());
    private final Inbox inbox = new Inbox(form);

    private void append(Inbox to, int number) {
        to.appended("1-" + number, new IdentityEvent.SessionRevoked("e", Instant.EPOCH, "s" + number));
    }

    @Test
    void givesWhatCameInItsOrder() throws Exception {
        append(inbox, 1);
        inbox.trusted(false);
        inbox.rebuilt();

        assertThat(inbox.next(Duration.ZERO))
                .isInstanceOfSatisfying(
                        News.Entry.class, entry -> assertThat(entry.position()).isEqualTo("1-1"));
        assertThat(inbox.next(Duration.ZERO)).isEqualTo(new News.Trust(false));
        assertThat(inbox.next(Duration.ZERO)).isEqualTo(new News.Rebuilt());
        assertThat(inbox.next(Duration.ZERO)).isNull();
        assertThat(inbox.next(Duration.ofSeconds(-1))).isNull();
    }

    @Test
    void writesAnEntryOnceForAll() throws Exception {
        Inbox other = new Inbox(form);
        append(inbox, 1);
        append(other, 1);

        assertThat(written(inbox)).isSameAs(written(other));
    }

    private static byte[] written(Inbox inbox) throws InterruptedException {
        return inbox.next(Duration.ZERO) instanceof News.Entry entry ? entry.written() : new byte[0];
    }

    @Test
    void endsAFollowerThatLetsItFillUp() {
        for (int i = 0; i < 10_000; i++) {
            append(inbox, i);
        }
        assertThat(inbox.ending()).isNull();

        append(inbox, 10_000);
        assertThat(inbox.ending()).isEqualTo(Ending.SLOW);
    }

    @Test
    void keepsTheFirstReasonToEnd() throws Exception {
        inbox.end(Ending.EXPIRED);
        inbox.end(Ending.SHUTDOWN);

        assertThat(inbox.ending()).isEqualTo(Ending.EXPIRED);
        assertThat(inbox.next(Duration.ofSeconds(10))).isEqualTo(new News.Ended());
    }

    @Test
    void lagsWhenTheOldestEntryWaits() {
        assertThat(inbox.lags(Duration.ofNanos(-1), System.nanoTime())).isFalse();
        append(inbox, 1);

        assertThat(inbox.lags(Duration.ZERO, System.nanoTime() - 1)).isTrue();
        assertThat(inbox.lags(Duration.ofHours(1), System.nanoTime())).isFalse();
        assertThat(inbox.lags(
                        Duration.ZERO, System.nanoTime() + Duration.ofHours(1).toNanos()))
                .isFalse();
    }
}
