package dev.helpdesk.service.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.springframework.util.ConcurrentLruCache;

/** The buckets of this process. A bucket in use is not forgotten, however many others are made. */
final class LocalBuckets {

    private static final int MOST = 20_000;

    private record Key(RateLimit limit, String bucket) {}

    private final ConcurrentLruCache<Key, Bucket> buckets = new ConcurrentLruCache<>(MOST, LocalBuckets::full);

    ConsumptionProbe take(RateLimit limit, String bucket) {
        return buckets.get(new Key(limit, bucket)).tryConsumeAndReturnRemaining(1);
    }

    private static Bucket full(Key key) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth
                        .capacity(key.limit().capacity())
                        .refillGreedy(key.limit().capacity(), key.limit().period()))
                .build();
    }
}
