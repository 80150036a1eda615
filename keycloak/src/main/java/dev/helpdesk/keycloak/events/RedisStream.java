package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Redis Stream {@value StreamForm#STREAM}, trimmed by age as it is written. Used by one thread. */
final class RedisStream implements EventStream {

    private final RedisAddress address;
    private final Duration retention;
    private @Nullable RedisConnection connection;

    RedisStream(RedisAddress address, Duration retention) {
        this.address = address;
        this.retention = retention;
    }

    @Override
    public void append(List<IdentityEvent> events) throws IOException {
        try {
            RedisConnection redis = connect();
            for (IdentityEvent event : events) {
                redis.send(command(event));
            }
            redis.answers(events.size());
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private RedisConnection connect() throws IOException {
        if (connection == null) {
            connection = RedisConnection.open(address);
        }
        return connection;
    }

    private List<String> command(IdentityEvent event) {
        long oldest = System.currentTimeMillis() - retention.toMillis();
        List<String> command =
                new ArrayList<>(List.of("XADD", StreamForm.STREAM, "MINID", "~", Long.toString(oldest), "*"));
        StreamForm.write(event).forEach((name, value) -> {
            command.add(name);
            command.add(value);
        });
        return command;
    }
}
