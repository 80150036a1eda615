package dev.helpdesk.service.ratelimit;

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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buckets in Redis, that expire when they are full again. While Redis is away, one try a second finds out whether it is back. */
final class RedisBuckets implements SharedBuckets {

    private static final Logger log = LoggerFactory.getLogger(RedisBuckets.class);
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long NEVER = 0;

    private final ProxyManager<byte[]> buckets;
    private final AtomicLong failedAt = new AtomicLong(NEVER);

    RedisBuckets(Supplier<RedisClusterAsyncCommands<byte[], byte[]>> redis) {
        this.buckets = new LettuceBasedProxyManagerBuilder<>(new Commands<>(redis))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .requestTimeout(TIMEOUT)
                .build();
    }

    @Override
    public Optional<ConsumptionProbe> take(RateLimit limit, String bucket) {
        long failed = failedAt.get();
        if (failed != NEVER && !mayTryAgain(failed)) {
            return Optional.empty();
        }
        try {
            ConsumptionProbe probe = buckets.builder()
                    .build(bucket.getBytes(StandardCharsets.UTF_8), () -> configuration(limit))
                    .tryConsumeAndReturnRemaining(1);
            if (failedAt.getAndSet(NEVER) != NEVER) {
                log.info("Rate limits are shared through Redis again");
            }
            return Optional.of(probe);
        } catch (RuntimeException away) {
            if (failedAt.getAndSet(now()) == NEVER) {
                log.warn("Redis is away: rate limits are held by this process alone", away);
            }
            return Optional.empty();
        }
    }

    /** Whoever moves the time of the failure is the one who tries; the others go on without. */
    private boolean mayTryAgain(long failed) {
        return now() - failed > PAUSE_NANOS && failedAt.compareAndSet(failed, now());
    }

    private static long now() {
        long now = System.nanoTime();
        return now == NEVER ? 1 : now;
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
