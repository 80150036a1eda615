package dev.helpdesk.service.ratelimit;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Counts tries against limits. Never fails for want of Redis, and never lets anything through for that reason. */
public final class RateLimits {

    private final SharedBuckets shared;
    private final LocalBuckets local = new LocalBuckets();
    private final MeterRegistry meters;

    RateLimits(SharedBuckets shared, MeterRegistry meters) {
        this.shared = shared;
        this.meters = meters;
    }

    /**
     * Counts a try.
     *
     * @param key whom it is counted for, such as an e-mail address in canonical form; only its hash is kept
     * @throws ApiException 429 {@code too_many_requests} with the time to wait, if there were too many
     */
    public void take(RateLimit limit, String key) {
        tryTake(limit, key).ifPresent(wait -> {
            throw ApiException.of(CommonError.TOO_MANY_REQUESTS).retryAfter(wait);
        });
    }

    /** Counts a try; when there were too many, the time to wait until the next. */
    public Optional<Duration> tryTake(RateLimit limit, String key) {
        String bucket = "helpdesk:rate:" + limit.name() + ":" + hash(key);
        Optional<ConsumptionProbe> everywhere = shared.take(limit, bucket);
        ConsumptionProbe probe = everywhere.orElseGet(() -> local.take(limit, bucket));
        meters.counter(
                        "helpdesk.rate.limit",
                        "limit",
                        limit.name(),
                        "outcome",
                        probe.isConsumed() ? "allowed" : "refused",
                        "store",
                        everywhere.isPresent() ? "redis" : "local")
                .increment();
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
