package dev.helpdesk.service.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import java.util.Optional;

/** The buckets all replicas share. */
interface SharedBuckets {

    /** Counts a try, unless the buckets are out of reach. */
    Optional<ConsumptionProbe> take(RateLimit limit, String bucket);
}
