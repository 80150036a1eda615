package dev.helpdesk.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The last set of keys that the issuer's answer held.
 *
 * @param byId the keys
 * @param missing ids that somebody asked for before that answer was asked for, or that the answer before it held, and are not in it
 * @param asOf when it was asked for
 */
record KnownKeys(Map<String, SigningKey> byId, Set<String> missing, Instant asOf) {

    static final KnownKeys NONE = new KnownKeys(Map.of(), Set.of(), Instant.MIN);

    /** Whether a key that signed at that time would be in the set, as far as clocks agree. */
    boolean isNewerThan(Instant signedAt, Duration clockSkew) {
        return signedAt.plus(clockSkew).isBefore(asOf);
    }
}
