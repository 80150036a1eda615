package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.StreamForm;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of identity events, read over a connection of its own: a read that waits would hold up every other command. Every call
 * throws an exception of Lettuce when Redis gives no answer.
 */
final class StreamConnection implements AutoCloseable {

    static final String START = "0-0";

    /** What is read at a time. */
    static final int PAGE = 1000;

    private static final Duration SLACK = Duration.ofMillis(1500);

    private final StatefulRedisConnection<String, String> connection;

    private StreamConnection(StatefulRedisConnection<String, String> connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param longestWait for how long {@link #read} is asked to wait at most
     */
    static StreamConnection open(RedisClient client, Duration longestWait) {
        StatefulRedisConnection<String, String> connection = client.connect();
        connection.setTimeout(longestWait.plus(SLACK));
        return new StreamConnection(connection);
    }

    /**
     * The entries behind this id, as far as a page holds them.
     *
     * @param wait how long to wait for the first when there are none
     */
    List<StreamMessage<String, String>> read(String id, Duration wait) {
        XReadArgs page = new XReadArgs().count(PAGE);
        return read(id, wait.isZero() ? page : page.block(wait));
    }

    /** One stream is an array of generic type to Lettuce. */
    @SuppressWarnings("unchecked")
    private List<StreamMessage<String, String>> read(String id, XReadArgs how) {
        return connection.sync().xread(how, StreamOffset.from(StreamForm.STREAM, id));
    }

    boolean contains(String id) {
        return !connection
                .sync()
                .xrange(StreamForm.STREAM, Range.create(id, id))
                .isEmpty();
    }

    /** The mark that says that the stream is whole, if it has one. */
    @Nullable String marker() {
        return connection.sync().get(LogKeys.MARKER);
    }

    /** Takes the mark away, but not a newer one. */
    void removeMarker(String seen) {
        connection.sync().eval(LogKeys.DELETE_IF_EQUAL, ScriptOutputType.INTEGER, new String[] {LogKeys.MARKER}, seen);
    }

    @Override
    public void close() {
        connection.close();
    }
}
