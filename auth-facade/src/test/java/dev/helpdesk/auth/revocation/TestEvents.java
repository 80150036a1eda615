package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import dev.helpdesk.token.event.TokenScope;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

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
