package dev.helpdesk.authclient.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTests {

    private static final String STREAM = """
            retry: 1000

            : a comment
            id: 7-0
            event: ready
            data: {}

            event: x
            data:first
            data:  é

            data

            id: 8-0

            """;

    private final List<ServerSentEvent> events = new ArrayList<>();
    private final EventStreamParser parser = new EventStreamParser(events::add);

    private void parse(String text) throws IOException {
        parser.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertAllRead() {
        assertThat(events)
                .containsExactly(
                        new ServerSentEvent("ready", "7-0", "{}"),
                        new ServerSentEvent("x", null, "first\n é"),
                        new ServerSentEvent("message", null, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryKindOfLineEnd(String lineEnd) throws IOException {
        parse(STREAM.replace("\n", lineEnd));
        assertAllRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsPiecesCutAnywhere(String lineEnd) throws IOException {
        for (byte piece : STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8)) {
            parser.parse(ByteBuffer.wrap(new byte[] {piece}));
        }
        assertAllRead();
    }

    @Test
    void saysNothingOfAnEventThatIsNotWhole() throws IOException {
        parse("event: ready\ndata: {}\n");
        assertThat(events).isEmpty();
    }

    @Test
    void refusesAnEventWithoutAnEnd() throws IOException {
        String megabyte = "data: " + "a".repeat(1024 * 1024);
        for (int i = 0; i < 7; i++) {
            parse(megabyte + "\n");
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> parse(megabyte))
                .withMessage("an event of the feed is too large");
    }
}
