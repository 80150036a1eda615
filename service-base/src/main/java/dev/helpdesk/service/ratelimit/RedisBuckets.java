package dev.helpdesk.service.ratelimit;

import dev.helpdesk.service.guard.Guard;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buckets in Redis, that expire when they are full again. While Redis does not answer, nobody waits for it. */
final class RedisBuckets implements SharedBuckets {

    private static final Logger log = LoggerFactory.getLogger(RedisBuckets.class);

    private final ProxyManager<byte[]> buckets;
    private final Guard guard;

    /**
     * @param guard stands before the Redis
     * @param timeout how long it may take to answer
     */
    RedisBuckets(Supplier<RedisClusterAsyncCommands<byte[], byte[]>> redis, Guard guard, Duration timeout) {
        this.guard = guard;
        this.buckets = new LettuceBasedProxyManagerBuilder<>(new Commands<>(redis))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .requestTimeout(timeout)
                .build();
    }

    @Override
    public Optional<ConsumptionProbe> take(RateLimit limit, String bucket) {
        byte[] key = bucket.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(guard.call(() ->
                    buckets.builder().build(key, () -> configuration(limit)).tryConsumeAndReturnRemaining(1)));
        } catch (RuntimeException away) {
            log.debug("Redis gave no answer: this process counts alone", away);
            return Optional.empty();
        }
    }

    private static BucketConfiguration configuration(RateLimit limit) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.capacity()).refillGreedy(limit.capacity(), limit.period()))
                .build();
    }

    /**
     * The connection is looked up for every command, so that a service starts without Redis. Generic because the library passes keys as
     * {@code Object[]}.
     */
    private record Commands<K>(Supplier<RedisClusterAsyncCommands<K, byte[]>> redis) implements RedisApi<K> {

        @Override
        public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] keys, byte[][] values) {
            return redis.get().eval(script, type, keys, values);
        }

        @Override
        public RedisFuture<byte[]> get(K key) {
            return redis.get().get(key);
        }

        @Override
        @SuppressWarnings("unchecked")
        public RedisFuture<?> delete(K key) {
            return redis.get().del(key);
        }
    }
}
