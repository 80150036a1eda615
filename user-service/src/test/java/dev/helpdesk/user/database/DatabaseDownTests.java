package dev.helpdesk.user.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.Relay;
import dev.helpdesk.user.testing.TestDatabase;
import dev.helpdesk.user.testing.UserServiceTest;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@UserServiceTest
@DirtiesContext
class DatabaseDownTests {

    private static final URI DATABASE = URI.create(TestDatabase.create().substring("jdbc:".length()));
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

    @AfterEach
    void closeTheRelay() {
        RELAY.cut();
    }

    @Test
    void answers503WhileTheDatabaseIsAwayAndRecovers() {
        String token = authService.tokenOf(People.admin());
        api.get("/api/profile/me", token).expect(200);

        RELAY.cut();
        for (int i = 0; i < 3; i++) {
            assertUnavailable(api.get("/api/profile/me", token));
        }
        assertUnavailable(api.put("/api/profile/me", token, "{\"bio\": \"lost\"}"));
        assertUnavailable(api.send(api.request("/api/profile/avatar", token).DELETE()));
        assertUnavailable(api.get("/api/profile/avatars/" + UUID.randomUUID() + "/64"));
        assertUnavailable(api.get("/api/admin/users", token));
        assertUnavailable(api.get("/api/admin/stats", token));
        Answer health = api.get("/health").expect(503);
        assertThat(health.at("/status").asString()).isEqualTo("down");
        assertThat(health.at("/dependencies/postgres/status").asString()).isEqualTo("down");
        assertThat(health.at("/dependencies/redis/status").asString()).isEqualTo("down");
        api.get("/health/live").expect(200);
        api.get("/health/ready").expect(503);

        RELAY.join();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/profile/me", token).status() == 200);
        assertThat(api.get("/api/profile/me", token).at("/profile/bio").isNull())
                .isTrue();
        assertThat(api.get("/health").expect(200).at("/status").asString()).isEqualTo("degraded");
    }

    private static void assertUnavailable(Answer answer) {
        answer.expectError(503, "service_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }
}
