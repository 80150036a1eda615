package dev.helpdesk.authclient.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code text/event-stream} as the HTML standard has it (section 9.2.6), in pieces cut anywhere. An {@code id} belongs to the
 * event it stands in; {@code retry} is left aside.
 */
final class EventStreamParser {

    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final Consumer<ServerSentEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private @Nullable String id;
    private boolean afterCarriageReturn;

    EventStreamParser(Consumer<ServerSentEvent> events) {
        this.events = events;
    }

    /**
     * Reads on.
     *
     * @throws IOException if an event is larger than any that is meant seriously
     */
    void parse(ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            byte next = piece.get();
            boolean endOfCrLf = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (next != '\n' && next != '\r') {
                line.write(next);
                checkSize();
            } else if (!endOfCrLf) {
                endOfLine();
            }
        }
    }

    private void checkSize() throws IOException {
        if (line.size() + data.length() > MAX_BYTES) {
            throw new IOException("an event of the feed is too large");
        }
    }

    private void endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            endOfEvent();
            return;
        }
        int colon = text.indexOf(':');
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(colon < 0 ? text : text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "id" -> id = value;
            case "data" -> data.append(value).append('\n');
            default -> {
                // A comment, or a field of tomorrow.
            }
        }
    }

    private void endOfEvent() {
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            events.accept(new ServerSentEvent(type.isEmpty() ? "message" : type, id, data.toString()));
        }
        data.setLength(0);
        type = "";
        id = null;
    }
}
