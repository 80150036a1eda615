package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import dev.helpdesk.token.event.TokenScope;
import io.lettuce.core.KillArgs;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes to the log as Keycloak would, and does to Redis what befalls it. */
final class TestEvents implements AutoCloseable {

    private final RedisClient client;

    TestEvents(String url) {
        client = RedisClient.create(url);
    }

    void endSession(String sessionId) {
        add(new IdentityEvent.SessionRevoked("event", Instant.now(), sessionId));
    }

    /** Refuses tokens of the scope up to and with this second. */
    void revokeUntilNow(TokenScope scope) {
        Instant nextSecond = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        add(new IdentityEvent.TokensRevokedBefore("event", Instant.now(), scope, nextSecond));
    }

    void add(IdentityEvent event) {
        add(StreamForm.write(event));
    }

    void add(Map<String, String> fields) {
        redis(commands -> commands.xadd(StreamForm.STREAM, fields));
    }

    /** Marks the log as whole, as a new generation. */
    void markWhole(String generation) {
        redis(commands -> commands.set(LogKeys.MARKER, generation));
    }

    void removeMark() {
        redis(commands -> commands.del(LogKeys.MARKER));
    }

    @Nullable String mark() {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().get(LogKeys.MARKER);
        }
    }

    /** The fields of all entries. */
    List<Map<String, String>> entries() {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().xrange(StreamForm.STREAM, Range.unbounded()).stream()
                    .map(StreamMessage::getBody)
                    .toList();
        }
    }

    /** Replaces the stream by a copy without its last entry, as a failover to an older copy does. */
    void loseTheLast() {
        redis(commands -> {
            String last = commands.xrevrange(StreamForm.STREAM, Range.unbounded(), Limit.from(1))
                    .getFirst()
                    .getId();
            commands.xdel(StreamForm.STREAM, last);
        });
    }

    /** What a key beside the stream is set to. */
    void set(String key, String value) {
        redis(commands -> commands.set(key, value));
    }

    /** Lets Redis refuse to write, as when its memory is full. */
    void refuseWrites(boolean refuse) {
        configure("maxmemory", refuse ? "1" : "0");
    }

    void configure(String setting, String value) {
        redis(commands -> commands.configSet(setting, value));
    }

    void loseEverything() {
        redis(RedisCommands::flushall);
    }

    /** Redis answers nobody for so long. */
    void pause(long millis) {
        redis(commands -> commands.clientPause(millis));
    }

    /** Cuts all connections but the one it uses. */
    void cutConnections() {
        redis(commands -> commands.clientKill(KillArgs.Builder.typeNormal().skipme(true)));
    }

    private void redis(Consumer<RedisCommands<String, String>> command) {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            command.accept(connection.sync());
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
