package dev.helpdesk.authclient.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.token.event.IdentityEvent;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedFormTests {

    private final FeedForm form = new FeedForm();

    @Test
    void readsEveryMessage() throws IOException {
        assertThat(form.read(new ServerSentEvent("reset", null, "{\"reason\":\"start\"}")))
                .isEqualTo(new FeedMessage.Reset("start"));
        assertThat(form.read(new ServerSentEvent("ready", "1-0", "{}"))).isEqualTo(new FeedMessage.Ready("1-0"));
        assertThat(form.read(new ServerSentEvent("heartbeat", null, "{\"keys\":\"a,b\"}")))
                .isEqualTo(new FeedMessage.Heartbeat("a,b"));
        assertThat(form.read(new ServerSentEvent("distrust", null, "{}"))).isEqualTo(new FeedMessage.Distrust());
        assertThat(form.read(new ServerSentEvent("snapshot", null, "AQI=")))
                .isInstanceOfSatisfying(
                        FeedMessage.Snapshot.class,
                        snapshot -> assertThat(snapshot.records()).containsExactly(1, 2));
        assertThat(form.read(new ServerSentEvent(
                        "session-revoked", "2-0", "{\"id\":\"e\",\"at\":\"1795000000000\",\"sid\":\"s\"}")))
                .isEqualTo(new FeedMessage.Entry(
                        "2-0", new IdentityEvent.SessionRevoked("e", Instant.ofEpochMilli(1795000000000L), "s")));
    }

    @Test
    void leavesAsideWhatItDoesNotKnow() throws IOException {
        assertThat(form.read(new ServerSentEvent("weather", null, "sunny"))).isEqualTo(new FeedMessage.Unknown());
        assertThat(form.read(new ServerSentEvent("account-blessed", "3-0", "{\"id\":\"e\",\"at\":\"1\"}")))
                .isEqualTo(new FeedMessage.Entry("3-0", null));
        assertThat(form.read(new ServerSentEvent("session-revoked", "4-0", "{}")))
                .isEqualTo(new FeedMessage.Entry("4-0", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ready           |     | {}",
                "reset           |     | none",
                "heartbeat       |     | []",
                "snapshot        |     | %%%",
                "session-revoked | 1-0 | <html>"
            })
    void refusesWhatBreaksTheContract(String type, String id, String data) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> form.read(new ServerSentEvent(type, id, data)));
    }
}
