package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.token.event.StreamForm;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStreamTests {

    private static final Duration RETENTION = Duration.ofHours(25);

    private final TestRedis redis = new TestRedis();

    @BeforeEach
    void start() throws IOException {
        redis.start();
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
    }

    @Test
    void appendsTheFieldsOfEachEventInOrder() throws IOException {
        try (RedisStream stream = new RedisStream(redis.address(), RETENTION)) {
            stream.append(TestEvents.sessions(0, 3));
        }
        assertThat(redis.entriesAfter("0"))
                .extracting(entry -> StreamForm.read(entry.fields()))
                .isEqualTo(TestEvents.sessions(0, 3));
    }

    @Test
    void forgetsEntriesOlderThanTheRetention() throws IOException {
        for (int i = 0; i < 300; i++) {
            redis.ask("XADD", StreamForm.STREAM, "1-" + i, "type", "old");
        }
        try (RedisStream stream = new RedisStream(redis.address(), RETENTION)) {
            stream.append(TestEvents.sessions(0, 1));
        }
        // Redis trims whole nodes of 100 entries and leaves the node that holds a younger one.
        assertThat(redis.entriesAfter("0")).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void connectsAgainAfterRedisWasAway() throws IOException {
        try (RedisStream stream = new RedisStream(redis.address(), RETENTION)) {
            stream.append(TestEvents.sessions(0, 1));
            redis.stop();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.append(TestEvents.sessions(1, 2)));
            redis.start();
            stream.append(TestEvents.sessions(1, 2));
        }
        assertThat(redis.entriesAfter("0"))
                .extracting(entry -> entry.fields().get("sid"))
                .containsExactly("s1");
    }

    @Test
    void tellsOnlyTheCodeOfARefusal() {
        RedisAddress address = redis.address();
        RedisAddress wrong = new RedisAddress(address.host(), address.port(), false, "", "wrong", 0);
        try (RedisStream stream = new RedisStream(wrong, RETENTION)) {
            assertThatExceptionOfType(RedisRefusal.class)
                    .isThrownBy(() -> stream.append(TestEvents.sessions(0, 1)))
                    .withMessage("WRONGPASS");
        }
    }

    @Test
    void isRefusedByAStreamThatIsNone() throws IOException {
        redis.ask("SET", StreamForm.STREAM, "text");
        try (RedisStream stream = new RedisStream(redis.address(), RETENTION)) {
            assertThatExceptionOfType(RedisRefusal.class)
                    .isThrownBy(() -> stream.append(TestEvents.sessions(0, 1)))
                    .withMessage("WRONGTYPE");
        }
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                RedisStream stream =
                        new RedisStream(RedisAddress.parse("redis://127.0.0.1:" + silent.getLocalPort()), RETENTION)) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> stream.append(TestEvents.sessions(0, 1)));
        }
    }

    @Test
    void writesIntoTheDatabaseOfTheAddress() throws IOException {
        RedisAddress address = RedisAddress.parse(redis.url().replace("/0", "/2"));
        try (RedisStream stream = new RedisStream(address, RETENTION)) {
            stream.append(List.of(TestEvents.session("e1", "s1")));
        }
        assertThat(redis.ask("INFO", "keyspace"))
                .asString()
                .contains("db2:keys=1")
                .doesNotContain("db0");
    }
}
