package dev.helpdesk.auth.revocation;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.guard.Limits;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.IdentityEvent.SessionRevoked;
import dev.helpdesk.token.event.RevocationIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes the sessions ended through this service to the log, without waiting for Keycloak to tell of them.
 *
 * <p>An ended session that Redis did not take is kept in memory and written as soon as Redis is back. Until then this replica
 * refuses it by its index, and others, for whom Redis is away as well, ask Keycloak, which has ended the session before the logout is
 * acknowledged. Should this replica crash in that very time, Keycloak's stored event of the end is found missing in the log and
 * written.
 */
@Component
class EndedSessions implements RevokedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);
    private static final Limits AT_ONCE = new Limits(64, Duration.ofMillis(50), Duration.ofMillis(250));

    private final StoredLog stored;
    private final Guard redis;
    private final RevocationIndex index;
    private final IdentityLog log;
    private final LogMeters meters;
    private final Clock clock;
    private final Queue<IdentityEvent> unwritten = new ConcurrentLinkedQueue<>();
    private volatile boolean away;

    EndedSessions(
            StringRedisTemplate template,
            @Qualifier("redisServer") GuardedServer redisServer,
            RevocationIndex index,
            IdentityLog log,
            LogMeters meters,
            Clock clock) {
        this.stored = new StoredLog(template, clock);
        this.redis = redisServer.guard("ended-sessions", AT_ONCE);
        this.index = index;
        this.log = log;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void add(Collection<String> sessionIds, Instant requestedAt) {
        Instant now = clock.instant();
        List<IdentityEvent> ended = new ArrayList<>();
        for (String sessionId : sessionIds) {
            ended.add(new SessionRevoked(UUID.randomUUID().toString(), requestedAt, sessionId));
        }
        // In the index first: from here on this replica refuses them, whatever becomes of the write.
        ended.forEach(event -> index.add(event, now));
        if (!write(ended)) {
            unwritten.addAll(ended);
        }
    }

    @Scheduled(fixedDelay = 500)
    void writeWhatIsMissing() {
        List<IdentityEvent> open = List.copyOf(unwritten);
        if (!open.isEmpty() && write(open)) {
            unwritten.removeAll(open);
            LOG.info("Redis is back and has taken the sessions that ended meanwhile");
        }
    }

    private boolean write(List<IdentityEvent> ended) {
        if (ended.isEmpty()) {
            return true;
        }
        try {
            redis.call(() -> {
                stored.append(ended);
                return ended;
            });
            away = false;
            return true;
        } catch (RuntimeException e) {
            // Also a refusal of the guard: it knows that Redis is away.
            if (!away) {
                LOG.warn("Redis does not take ended sessions: they are kept in memory meanwhile");
                LOG.debug("How Redis failed", e);
                away = true;
            }
            return false;
        }
    }

    @Override
    public boolean contains(String sessionId) {
        return index.hasEnded(sessionId);
    }

    @Override
    public boolean areKnown() {
        return log.isWhole();
    }

    @Override
    public long active() {
        if (!log.isWhole()) {
            throw ApiException.of(CommonError.SERVICE_UNAVAILABLE);
        }
        return index.size();
    }

    @Override
    public Propagation propagation() {
        return meters.spread();
    }
}
