package dev.helpdesk.service.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.redis.RedisAutoConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

class RateLimitsTests {

    private static final RateLimit THREE = new RateLimit("login-account", 3, Duration.ofHours(1));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final int port;
    private final RedisServer redis;

    RateLimitsTests() throws IOException {
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
                        "spring.data.redis.timeout=400ms",
                        "spring.data.redis.connect-timeout=400ms")
                .run(test);
    }

    private double counted(String outcome, String store) {
        return meters.counter("helpdesk.rate.limit", "limit", THREE.name(), "outcome", outcome, "store", store)
                .count();
    }

    private static void takeAll(RateLimits limits, String key) {
        for (int attempt = 0; attempt < THREE.capacity(); attempt++) {
            limits.take(THREE, key);
        }
    }

    @Test
    void refusesWhatIsTooMuchAndSaysHowLongToWait() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            takeAll(limits, "ada@example.org");

            assertThatThrownBy(() -> limits.take(THREE, "ada@example.org"))
                    .isInstanceOfSatisfying(ApiException.class, refusal -> {
                        assertThat(refusal.error()).isEqualTo(CommonError.TOO_MANY_REQUESTS);
                        assertThat(refusal.retryAfter()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(20));
                    });
            assertThat(limits.tryTake(THREE, "bob@example.org")).isEmpty();
            assertThat(counted("allowed", "redis")).isEqualTo(4);
            assertThat(counted("refused", "redis")).isEqualTo(1);
        });
    }

    @Test
    void sharesTheBudgetBetweenReplicas() {
        run(first -> run(second -> {
            takeAll(first.getBean(RateLimits.class), "ada@example.org");

            assertThat(second.getBean(RateLimits.class).tryTake(THREE, "ada@example.org"))
                    .isPresent();
        }));
    }

    @Test
    void keepsNoAddressAndForgetsFullBuckets() {
        run(context -> {
            context.getBean(RateLimits.class).take(THREE, "ada@example.org");

            StringRedisTemplate template = new StringRedisTemplate(context.getBean(RedisConnectionFactory.class));
            Set<String> keys = template.keys("*");
            assertThat(keys).singleElement().asString().matches("helpdesk:rate:login-account:[0-9a-f]{64}");
            assertThat(template.getExpire(keys.iterator().next())).isBetween(1200L, 1210L);
        });
    }

    @Test
    void letsExactlyAsManyThroughWhenManyComeAtOnce() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            long let = IntStream.range(0, 50)
                    .mapToObj(attempt -> CompletableFuture.supplyAsync(() -> limits.tryTake(THREE, "ada@example.org")))
                    .toList()
                    .stream()
                    .filter(refusal -> refusal.join().isEmpty())
                    .count();

            assertThat(let).isEqualTo(THREE.capacity());
        });
    }

    @Test
    void countsByItselfWhileRedisIsAway() throws IOException {
        redis.stop();
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            takeAll(limits, "ada@example.org");

            assertThat(limits.tryTake(THREE, "ada@example.org")).isPresent();
            assertThat(counted("allowed", "local")).isEqualTo(3);
            assertThat(counted("refused", "local")).isEqualTo(1);
        });
    }

    @Test
    void countsByItselfWhenRedisGoesAwayInBetween() {
        run(context -> {
            RateLimits limits = context.getBean(RateLimits.class);
            limits.take(THREE, "ada@example.org");
            redis.stop();
            takeAll(limits, "ada@example.org");

            assertThat(limits.tryTake(THREE, "ada@example.org")).isPresent();
        });
    }

    @Test
    void countsInMemoryWhereThereIsNoRedis() {
        RateLimits limits = new RateLimits((limit, bucket) -> Optional.empty(), meters);
        takeAll(limits, "ada@example.org");

        assertThat(limits.tryTake(THREE, "ada@example.org")).isPresent();
    }

    @Test
    void readsLimitsAsConfigurationWritesThem() {
        assertThat(RateLimit.of("x", "10/1m")).isEqualTo(new RateLimit("x", 10, Duration.ofMinutes(1)));
        assertThat(RateLimit.of("x", " 3 / 1h ")).isEqualTo(new RateLimit("x", 3, Duration.ofHours(1)));
        for (String wrong : new String[] {"", "10", "0/1m", "-1/1m", "x/1m", "10/", "10/0s", "10/nonsense"}) {
            assertThatThrownBy(() -> RateLimit.of("x", wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
