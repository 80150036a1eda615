package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.StreamForm;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;

/**
 * The stream of identity events, read over a connection of its own: a read that waits would hold up every other command. Every call
 * throws an exception of Lettuce when Redis gives no answer.
 */
final class StreamConnection implements AutoCloseable {

    static final String START = "0-0";

    /** What is read at a time. */
    static final int PAGE = 1000;

    private static final Duration SLACK = Duration.ofSeconds(2);

    private final StatefulRedisConnection<String, String> connection;
    private final Duration wait;

    private StreamConnection(StatefulRedisConnection<String, String> connection, Duration wait) {
        this.connection = connection;
        this.wait = wait;
    }

    /**
     * Connects.
     *
     * @param wait how long {@link #awaitAfter} waits for an entry
     */
    static StreamConnection open(RedisClient client, Duration wait) {
        StatefulRedisConnection<String, String> connection = client.connect();
        connection.setTimeout(wait.plus(SLACK));
        return new StreamConnection(connection, wait);
    }

    /** The entries behind this id, as far as a page holds them. */
    List<StreamMessage<String, String>> readAfter(String id) {
        return read(new XReadArgs().count(PAGE), id);
    }

    /** The same, but when there are none, it waits a while for the first. */
    List<StreamMessage<String, String>> awaitAfter(String id) {
        return read(new XReadArgs().count(PAGE).block(wait), id);
    }

    /** One stream is an array of generic type to Lettuce. */
    @SuppressWarnings("unchecked")
    private List<StreamMessage<String, String>> read(XReadArgs how, String id) {
        return connection.sync().xread(how, StreamOffset.from(StreamForm.STREAM, id));
    }

    boolean contains(String id) {
        return !connection
                .sync()
                .xrange(StreamForm.STREAM, Range.create(id, id))
                .isEmpty();
    }

    @Override
    public void close() {
        connection.close();
    }
}
