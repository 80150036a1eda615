package dev.helpdesk.auth.revocation;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.event.RevocationIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The sessions ended through this service, in Redis.
 *
 * <p>An ended session that Redis did not take is kept in memory and written as soon as Redis is back. Until then this replica
 * refuses it by memory, and others, for whom Redis is away as well, ask Keycloak, which has ended the session before the logout is
 * acknowledged. So an acknowledged logout holds while Redis is away. Only a crash of this replica in that very time could let an access token
 * live on after Redis returns; to answer 503 instead would fail every logout for as long as Redis is away.
 */
@Component
class RedisRevocations implements RevokedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);

    private final RevocationSet set;
    private final RevocationIndex index;
    private final IdentityEventFollower follower;
    private final Clock clock;
    private final Map<String, Instant> unrecorded = new ConcurrentHashMap<>();
    private final Timings timings = new Timings();
    private volatile boolean away;

    RedisRevocations(RevocationSet set, RevocationIndex index, IdentityEventFollower follower, Clock clock) {
        this.set = set;
        this.index = index;
        this.follower = follower;
        this.clock = clock;
    }

    /** Whether the token's session was ended here or by another replica. */
    Answer check(AccessToken token) {
        String session = token.sessionId();
        if (session == null) {
            return Answer.LIVE;
        }
        if (unrecorded.containsKey(session)) {
            return Answer.REVOKED;
        }
        try {
            return set.contains(session) ? Answer.REVOKED : Answer.LIVE;
        } catch (DataAccessException e) {
            LOG.debug("Redis gave no answer", e);
            return Answer.UNKNOWN;
        }
    }

    @Override
    public void add(Collection<String> sessionIds, Instant requestedAt) {
        if (sessionIds.isEmpty()) {
            return;
        }
        Instant until = clock.instant().plus(RevocationProperties.REMEMBERED);
        // In memory first: from here on this replica refuses them, whatever becomes of the write.
        sessionIds.forEach(id -> unrecorded.put(id, until));
        if (recorded()) {
            timings.add(Duration.between(requestedAt, clock.instant()));
        }
    }

    @Scheduled(fixedDelay = 500)
    void recordWhatIsMissing() {
        if (!unrecorded.isEmpty() && recorded()) {
            LOG.info("Redis is back and has taken the sessions that ended meanwhile");
        }
    }

    @Scheduled(fixedDelay = 60_000)
    void forgetTheExpired() {
        unrecorded.values().removeIf(until -> until.isBefore(clock.instant()));
        try {
            set.forgetUntil(clock.instant());
        } catch (DataAccessException e) {
            LOG.debug("Redis gave no answer", e);
        }
    }

    private boolean recorded() {
        Map<String, Instant> open = Map.copyOf(unrecorded);
        if (open.isEmpty()) {
            // The schedule was faster.
            return true;
        }
        try {
            set.add(open);
            open.forEach(unrecorded::remove);
            away = false;
            return true;
        } catch (DataAccessException e) {
            if (!away) {
                LOG.warn("Redis does not take ended sessions: they are kept in memory meanwhile");
                away = true;
            }
            return false;
        }
    }

    @Override
    public boolean areKnown() {
        try {
            set.sizeAt(clock.instant());
            return follower.isWhole();
        } catch (DataAccessException e) {
            return false;
        }
    }

    @Override
    public long active() {
        try {
            long recorded = set.sizeAt(clock.instant());
            // Keycloak tells of the sessions that are ended here as well: the larger of the two holds both.
            int told = index.sessions();
            return Math.max(recorded, told) + index.size() - told;
        } catch (DataAccessException e) {
            throw ApiException.of(CommonError.SERVICE_UNAVAILABLE).causedBy(e);
        }
    }

    @Override
    public Propagation propagation() {
        return timings.spread();
    }
}
