package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.event.IdentityEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWriterTests {

    private final RecordingStream stream = new RecordingStream();

    @Test
    void writesEverythingInOrderOnceTheStreamIsBack() throws InterruptedException {
        stream.awayFor(4);
        Forwarder forwarder = Forwarder.start(stream, 1_000);
        forwarder.forward(TestEvents.sessions(0, 300));
        forwarder.forward(TestEvents.sessions(300, 600));

        List<IdentityEvent> written = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            written.add(stream.next());
        }
        forwarder.close();

        assertThat(written).isEqualTo(TestEvents.sessions(0, 600));
        assertThat(forwarder.state())
                .containsEntry("state", "forwarding")
                .containsEntry("queued", "0")
                .containsEntry("appended", "600")
                .containsEntry("dropped", "0")
                .containsEntry("failures", "4");
    }

    @Test
    void writesWhatWaitsBeforeItEnds() {
        Forwarder forwarder = Forwarder.start(stream, 1_000);
        forwarder.forward(TestEvents.sessions(0, 600));
        forwarder.close();

        assertThat(stream.waiting()).isEqualTo(600);
    }

    @Test
    void endsEvenWhenTheStreamStaysAway() {
        stream.awayFor(Integer.MAX_VALUE);
        Forwarder forwarder = Forwarder.start(stream, 1_000);
        forwarder.forward(TestEvents.sessions(0, 3));
        forwarder.close();

        assertThat(stream.waiting()).isZero();
        assertThat(forwarder.state())
                .containsEntry("state", "waiting for Redis")
                .containsEntry("appended", "0");
    }

    @Test
    void countsAnEventThatWasNotUnderstoodAsAFailure() {
        Forwarder forwarder = Forwarder.start(stream, 10);
        forwarder.missed();
        forwarder.close();

        assertThat(forwarder.state()).containsEntry("failures", "1");
    }
}
