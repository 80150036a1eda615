package dev.helpdesk.service.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.ratelimit.RateLimit;
import dev.helpdesk.service.ratelimit.RateLimitAutoConfiguration;
import dev.helpdesk.service.ratelimit.RateLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import redis.embedded.RedisServer;

/** F01, F02: a Redis that takes connections and commands and answers none of them. */
@Timeout(60)
class HungRedisTests {

    private static final RateLimit MANY = new RateLimit("login-account", 1000, Duration.ofHours(1));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final int port;
    private final RedisServer redis;
    private String process = "";

    HungRedisTests() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    @BeforeEach
    void startRedis() throws IOException {
        redis.start();
    }

    @AfterEach
    void stopRedis() throws IOException {
        signal("-CONT");
        redis.stop();
    }

    private void run(ContextConsumer<AssertableApplicationContext> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataRedisAutoConfiguration.class,
                        RedisAutoConfiguration.class,
                        RateLimitAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class, () -> meters)
                .withPropertyValues(
                        "spring.data.redis.url=redis://127.0.0.1:" + port,
                        "spring.data.redis.timeout=100ms",
                        "spring.data.redis.connect-timeout=250ms")
                .run(test);
    }

    private void pause(AssertableApplicationContext context) throws IOException {
        try (RedisConnection connection =
                context.getBean(RedisConnectionFactory.class).getConnection()) {
            process = connection.serverCommands().info("server").getProperty("process_id");
        }
        signal("-STOP");
    }

    private void signal(String signal) throws IOException {
        if (process.isEmpty()) {
            return;
        }
        try {
            assertThat(new ProcessBuilder("kill", signal, process).start().waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double counted(String store) {
        return meters.counter("helpdesk.rate.limit", "limit", MANY.name(), "outcome", "allowed", "store", store)
                .count();
    }

    @Test
    void isWaitedForOnceAndThenLeftAlone() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            limits.take(MANY, "ada@example.org");
            pause(context);
            long began = System.nanoTime();

            for (int attempt = 0; attempt < 100; attempt++) {
                limits.take(MANY, "ada@example.org");
            }

            assertThat(counted("local")).isEqualTo(100);
            // A time limit for each would be ten seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThatThrownBy(() -> context.getBean(GuardedServer.class).check())
                    .isInstanceOf(RuntimeException.class);
        });
    }

    @Test
    void holdsUpNobodyWhenManyComeAtOnce() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            limits.take(MANY, "ada@example.org");
            pause(context);
            long began = System.nanoTime();

            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 500).forEach(caller -> callers.execute(() -> limits.take(MANY, "c" + caller)));
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(counted("local")).isEqualTo(500);
        });
    }

    @Test
    void isUsedAgainWhenItGoesOn() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            limits.take(MANY, "ada@example.org");
            pause(context);
            await().until(() -> {
                limits.take(MANY, "ada@example.org");
                return meters.counter("helpdesk.guard.refused", "name", "redis-rate-limits", "reason", "open")
                                .count()
                        > 0;
            });
            signal("-CONT");
            double before = counted("redis");

            await().atMost(Duration.ofSeconds(5)).until(() -> {
                limits.take(MANY, "ada@example.org");
                return counted("redis") > before;
            });
            assertThatCode(() -> context.getBean(GuardedServer.class).check()).doesNotThrowAnyException();
        });
    }

    @Test
    void isUsedAgainAfterItHungForLong() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            limits.take(MANY, "ada@example.org");
            pause(context);
            long began = System.nanoTime();
            // Long enough for the connection to be given up.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                limits.take(MANY, "ada@example.org");
                return System.nanoTime() - began > Duration.ofSeconds(6).toNanos();
            });
            signal("-CONT");
            double before = counted("redis");

            await().atMost(Duration.ofSeconds(5)).until(() -> {
                limits.take(MANY, "ada@example.org");
                return counted("redis") > before;
            });
        });
    }

    @Test
    void doesNotHoldUpTheStart() throws IOException {
        redis.stop();
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            limits.take(MANY, "ada@example.org");
            assertThat(counted("local")).isEqualTo(1);

            redis.start();

            await().atMost(Duration.ofSeconds(5)).until(() -> {
                limits.take(MANY, "ada@example.org");
                return counted("redis") > 0;
            });
        });
    }
}
