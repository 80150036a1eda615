package dev.helpdesk.user.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.token.User;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.Relay;
import dev.helpdesk.user.testing.TestDatabase;
import dev.helpdesk.user.testing.UserServiceTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The bound is that of the answers: whoever waits for the database has a 503 within two seconds. */
@UserServiceTest
@DirtiesContext
class DatabaseSlowTests {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final String PROFILE = "/api/profile/me";
    private static final String JDBC = TestDatabase.create();
    private static final URI DATABASE = URI.create(JDBC.substring("jdbc:".length()));
    private static final Relay RELAY = Relay.to(DATABASE.getPort());

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        String url = "jdbc:postgresql://127.0.0.1:%d%s?user=postgres".formatted(RELAY.port(), DATABASE.getPath());
        properties.add("test.database.url", () -> url);
    }

    @Test
    void answers503InTimeWhileAProfileIsLockedAndRecovers_F25() throws SQLException {
        User somebody = People.somebody();
        String token = authService.tokenOf(somebody);
        api.put(PROFILE, token, "{\"bio\": \"before\"}").expect(200);
        String other = authService.tokenOf(People.somebody());
        api.get(PROFILE, other).expect(200);

        try (Connection blocker = DriverManager.getConnection(JDBC)) {
            lock(blocker, somebody);
            List<CompletableFuture<Answer>> blocked = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> inTime(() -> api.put(PROFILE, token, "{\"bio\": \"lost\"}"))))
                    .toList();
            blocked.forEach(answer -> assertUnavailable(answer.join()));
            api.get("/health/live").expect(200);
            blocker.rollback();
        }

        await().untilAsserted(() -> api.get(PROFILE, other).expect(200));
        assertThat(api.get(PROFILE, token).expect(200).at("/profile/bio").asString())
                .isEqualTo("before");
        api.put(PROFILE, token, "{\"bio\": \"after\"}").expect(200);
    }

    private static void lock(Connection blocker, User user) throws SQLException {
        blocker.setAutoCommit(false);
        try (PreparedStatement statement =
                blocker.prepareStatement("select 1 from profile where user_id = ? for update")) {
            statement.setString(1, user.id());
            statement.executeQuery().close();
        }
    }

    @Test
    void answers503InTimeWhileTheDatabaseHangsAndRecovers_F22() {
        String token = authService.tokenOf(People.somebody());
        api.put(PROFILE, token, "{\"bio\": \"before\"}").expect(200);

        RELAY.whileFrozen(() -> {
            for (int i = 0; i < 3; i++) {
                assertUnavailable(inTime(() -> api.get(PROFILE, token)));
                assertUnavailable(inTime(() -> api.put(PROFILE, token, "{\"bio\": \"lost\"}")));
            }
            Answer health = inTime(() -> api.get("/health")).expect(503);
            assertThat(health.at("/status").asString()).isEqualTo("down");
            assertThat(health.at("/dependencies/postgres/status").asString()).isEqualTo("down");
            api.get("/health/live").expect(200);
            api.get(PROFILE, "forged").expectError(401, "token_invalid");
        });

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get(PROFILE, token).status() == 200);
        assertThat(api.get(PROFILE, token).at("/profile/bio").asString()).isEqualTo("before");
    }

    private static Answer inTime(Supplier<Answer> request) {
        long start = System.nanoTime();
        Answer answer = request.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        return answer;
    }

    private static void assertUnavailable(Answer answer) {
        answer.expectError(503, "service_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }
}
