package dev.helpdesk.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.TestRedis;
import dev.helpdesk.user.testing.UserServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Without Redis, or with one that hangs, everything works and nobody waits for it. */
@UserServiceTest
@DirtiesContext
class RedisDownTests {

    private static final TestRedis REDIS = TestRedis.start();

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", REDIS::url);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void worksWhileRedisHangs() {
        String token = authService.tokenOf(People.admin());
        awaitHealth("ok");
        useEverything(token);

        REDIS.whileHung(() -> {
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                useEverything(token);
            }
            // A time limit for each command would be six seconds and more.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            awaitHealth("degraded");
            assertThat(api.get("/health").at("/dependencies/redis/status").asString())
                    .isEqualTo("down");
        });

        awaitHealth("ok");
        useEverything(token);
    }

    @Test
    void worksWhileRedisIsAway() {
        String token = authService.tokenOf(People.admin());
        REDIS.down();
        useEverything(token);
        awaitHealth("degraded");
        api.get("/health/ready").expect(200);

        REDIS.up();
        awaitHealth("ok");
        useEverything(token);
    }

    private void awaitHealth(String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                api.get("/health").expect(200).at("/status").asString())
                        .isEqualTo(status));
    }

    /** Limits are counted, and figures are cached, in Redis. */
    private void useEverything(String token) {
        api.put("/api/profile/me", token, "{\"bio\": \"here\"}").expect(200);
        api.get("/api/profile/me", token).expect(200);
        api.get("/api/admin/stats", token).expect(200);
        api.get("/api/admin/users", token).expect(200);
    }
}
