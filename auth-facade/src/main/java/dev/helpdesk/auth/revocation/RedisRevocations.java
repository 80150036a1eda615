package dev.helpdesk.auth.revocation;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations;
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
 * Revocations in Redis.
 *
 * <p>An ended session that Redis did not take is kept in memory and written as soon as Redis is back. Until then this replica
 * refuses it by memory, and others, for whom Redis is away as well, ask Keycloak, which has ended the session before the logout is
 * acknowledged. So an acknowledged logout holds while Redis is away. Only a crash of this replica in that very time could let an access token
 * live on after Redis returns; to answer 503 instead would fail every logout for as long as Redis is away.
 */
@Component
class RedisRevocations implements Revocations, RevokedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);

    /** Tokens are accepted for up to 30 s after they expired, as clocks differ; twice that is on the safe side. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final RevocationSet set;
    private final Duration tokenLife;
    private final Clock clock;
    private final Map<String, Instant> unrecorded = new ConcurrentHashMap<>();
    private final Timings timings = new Timings();

    RedisRevocations(RevocationSet set, RevocationProperties jwt, Clock clock) {
        this.set = set;
        this.tokenLife = jwt.in();
        this.clock = clock;
    }

    @Override
    public Answer check(AccessToken token) {
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
        Instant until = clock.instant().plus(tokenLife).plus(SKEW);
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
            return true;
        } catch (DataAccessException e) {
            LOG.warn("Redis did not take {} ended sessions: they are kept in memory meanwhile", open.size());
            return false;
        }
    }

    @Override
    public boolean areKnown() {
        try {
            set.sizeAt(clock.instant());
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }

    @Override
    public long active() {
        try {
            return set.sizeAt(clock.instant());
        } catch (DataAccessException e) {
            throw ApiException.of(CommonError.SERVICE_UNAVAILABLE).causedBy(e);
        }
    }

    @Override
    public Propagation propagation() {
        return timings.spread();
    }
}
