package dev.helpdesk.authclient.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** One connection to the feed, read message by message. */
final class FeedConnection implements AutoCloseable {

    private final TimedBody body;
    private final Duration patience;
    private final FeedForm form;
    private final Queue<ServerSentEvent> read = new ArrayDeque<>();
    private final EventStreamParser parser = new EventStreamParser(read::add);

    FeedConnection(TimedBody body, Duration patience, FeedForm form) {
        this.body = body;
        this.patience = patience;
        this.form = form;
    }

    /**
     * The next message, or empty when the auth service ended the connection in an orderly way.
     *
     * @throws IOException if it broke, was silent for too long, or brought something else
     */
    Optional<FeedMessage> next() throws IOException, InterruptedException {
        while (read.isEmpty()) {
            List<ByteBuffer> pieces = body.read(patience);
            if (pieces.isEmpty()) {
                return Optional.empty();
            }
            for (ByteBuffer piece : pieces) {
                parser.parse(piece);
            }
        }
        return Optional.of(form.read(read.remove()));
    }

    @Override
    public void close() {
        body.close();
    }
}
