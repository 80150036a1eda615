package dev.helpdesk.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictionCheckTests {

    private final TestRedis redis = TestRedis.start();
    private final TestEvents events = new TestEvents(redis.url());
    private final TestReplica replica = new TestReplica(redis.url(), Duration.ofSeconds(10), Clock.systemUTC());
    private final EvictionCheck check = new EvictionCheck(replica.redis);

    @AfterEach
    void stop() {
        replica.close();
        events.close();
        redis.close();
    }

    @ParameterizedTest
    @CsvSource({"noeviction, false", "volatile-lru, false", "allkeys-lru, true", "allkeys-random, true"})
    void knowsWhichPoliciesThrowTheStreamAway(String policy, boolean evicts) {
        events.configure("maxmemory-policy", policy);

        check.check();

        assertThat(check.evicts()).isEqualTo(evicts);
    }

    @Test
    void showsInTheHealth() {
        EventLogDependency dependency = new EventLogDependency(replica.log, check);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(dependency::check)
                .withMessage("identity events may be missing");

        events.markWhole("first");
        replica.follower.start();
        await().until(replica.log::isWhole);
        assertThatCode(dependency::check).doesNotThrowAnyException();

        events.configure("maxmemory-policy", "allkeys-lfu");
        check.check();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(dependency::check)
                .withMessage("Redis may throw identity events away");
        assertThat(dependency.essential()).isFalse();
    }

    @Test
    void saysNothingOfARedisThatIsAway() {
        redis.down();

        check.check();

        assertThat(check.evicts()).isFalse();
    }
}
