package dev.helpdesk.auth.feed;

import dev.helpdesk.token.event.RevocationIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/** Says things in the form of Server-Sent Events (HTML standard, section 9.2). Nothing leaves for sure before {@link #flush}. */
final class FeedWriter {

    private static final int RECORDS_PER_EVENT = 2_000;

    private final OutputStream out;

    FeedWriter(OutputStream out) {
        this.out = out;
    }

    void retry(int millis) throws IOException {
        write("retry: " + millis + "\n\n");
    }

    void reset(String reason) throws IOException {
        event("reset", "{\"reason\":\"" + reason + "\"}");
    }

    void snapshot(RevocationIndex index) throws IOException {
        try {
            index.writeTo(this::snapshotRow, RECORDS_PER_EVENT);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void snapshotRow(byte[] records) {
        try {
            event("snapshot", Base64.getEncoder().encodeToString(records));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ready(String position) throws IOException {
        write("id: " + position + "\n");
        event("ready", "{}");
    }

    /** Writes what {@link EntryForm} made of an entry. */
    void entry(byte[] written) throws IOException {
        out.write(written);
    }

    /** The ids of keys are in Base64url: they need no escaping. */
    void heartbeat(Collection<String> keys) throws IOException {
        event("heartbeat", "{\"keys\":\"" + String.join(",", keys) + "\"}");
    }

    void distrust() throws IOException {
        event("distrust", "{}");
    }

    /** Says nothing, so that either side notices when the other is gone. */
    void comment() throws IOException {
        write(":\n\n");
    }

    void flush() throws IOException {
        out.flush();
    }

    private void event(String type, String data) throws IOException {
        write("event: " + type + "\ndata: " + data + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
