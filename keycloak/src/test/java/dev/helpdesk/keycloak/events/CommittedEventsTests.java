package dev.helpdesk.keycloak.events;

import static dev.helpdesk.keycloak.events.TestEvents.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.TokenScope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommittedEventsTests {

    private final RecordingStream stream = new RecordingStream();
    private final Forwarder forwarder = Forwarder.start(stream, 100);
    private final CommittedEvents committed = new CommittedEvents(forwarder);

    @AfterEach
    void close() {
        forwarder.close();
    }

    @Test
    void tellsAfterTheCommitAndNotBefore() throws InterruptedException {
        committed.begin();
        committed.addAll(TestEvents.sessions(0, 2));
        fence();
        assertThat(stream.waiting()).isZero();

        committed.commit();
        assertThat(List.of(stream.next(), stream.next())).isEqualTo(TestEvents.sessions(0, 2));
    }

    @Test
    void tellsNothingAfterARollback() throws InterruptedException {
        committed.begin();
        committed.addAll(TestEvents.sessions(0, 2));
        committed.rollback();

        fence();
        assertThat(stream.waiting()).isZero();
    }

    @Test
    void tellsOnceWhatWasSaidTwiceUnderTheLaterId() throws InterruptedException {
        committed.begin();
        committed.addAll(List.of(session("e1", "s1"), session("e2", "s2"), session("e3", "s1")));
        committed.commit();

        assertThat(List.of(stream.next(), stream.next())).isEqualTo(List.of(session("e3", "s1"), session("e2", "s2")));
        fence();
        assertThat(stream.waiting()).isZero();
    }

    @Test
    void tellsTheLaterOfTwoBounds() throws InterruptedException {
        committed.begin();
        committed.addAll(List.of(bound("e1", 20), bound("e2", 21), bound("e3", 20)));
        committed.commit();

        assertThat(stream.next()).isEqualTo(bound("e2", 21));
        fence();
        assertThat(stream.waiting()).isZero();
    }

    @Test
    void tellsAtOnceWhatIsHeardAfterTheCommit() throws InterruptedException {
        committed.begin();
        committed.commit();
        committed.addAll(List.of(session("e1", "s1")));

        assertThat(stream.next()).isEqualTo(session("e1", "s1"));
    }

    private static IdentityEvent bound(String id, long second) {
        return new IdentityEvent.TokensRevokedBefore(
                id, Instant.EPOCH, new TokenScope.OfEveryone(), Instant.ofEpochSecond(second));
    }

    /** Whatever was handed over before this has been appended when it returns. */
    private void fence() throws InterruptedException {
        IdentityEvent fence = session("fence", "fence");
        forwarder.forward(List.of(fence));
        assertThat(stream.next()).isEqualTo(fence);
    }
}
