package dev.helpdesk.auth.once;

import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.guard.Limits;
import dev.helpdesk.service.guard.OverdueException;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** Records that all replicas share. A command that was carried out may be sent again: it changes nothing more. */
@Component
class RedisRecords implements Records {

    static final String PREFIX = "helpdesk:once:";

    private static final Logger LOG = LoggerFactory.getLogger(RedisRecords.class);
    private static final int AT_ONCE = 512;
    private static final Duration WAIT = Duration.ofMillis(100);

    /** Together longer than it takes to find out that Redis answers nobody. */
    private static final int ATTEMPTS = 8;

    private static final RedisScript<String> TAKE = RedisScript.of("""
            local held = redis.call('GET', KEYS[1])
            local free = not held or held == ARGV[1] or held == ARGV[3] or string.sub(held, 1, #ARGV[4]) == ARGV[4]
            if not free then return held end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return false
            """, String.class);

    private static final RedisScript<Long> RENEW = RedisScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """, Long.class);

    private static final RedisScript<Long> SETTLE = RedisScript.of("""
            local held = redis.call('GET', KEYS[1])
            if held and held ~= ARGV[1] and string.sub(held, 1, #ARGV[4]) ~= ARGV[4] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final Guard guard;

    RedisRecords(
            StringRedisTemplate redis,
            @Qualifier("redisServer") GuardedServer server,
            @Value("${spring.data.redis.timeout}") Duration timeout) {
        this.redis = redis;
        // A command has its own time limit and is to meet that one.
        this.guard = server.guard("once", new Limits(AT_ONCE, WAIT, timeout.multipliedBy(2)));
    }

    /** The first words with Redis take the longest: they are said before there are requests that wait for them. */
    @PostConstruct
    void meet() {
        Entry claim = Entry.claim();
        try {
            take(claim.content(), claim, null);
            renew(claim.content(), claim);
            settle(claim.content(), claim, new Entry(Entry.Kind.FAILURE, ""), Duration.ofMillis(1));
        } catch (DataAccessException e) {
            LOG.debug("Redis does not answer yet", e);
        }
    }

    @Override
    public Optional<Entry> take(String id, Entry claim, @Nullable Entry outdated) {
        String over = outdated == null ? "" : outdated.text();
        return ask(() -> Optional.ofNullable(run(TAKE, id, claim.text(), millis(LEASE), over, Entry.FAILURE_PREFIX)))
                .map(Entry::parse);
    }

    @Override
    public Optional<Entry> find(String id) {
        return ask(() -> Optional.ofNullable(redis.opsForValue().get(PREFIX + id)))
                .map(Entry::parse);
    }

    @Override
    public void renew(String id, Entry claim) {
        ask(() -> Optional.ofNullable(run(RENEW, id, claim.text(), millis(LEASE))));
    }

    @Override
    public void settle(String id, Entry claim, Entry outcome, Duration kept) {
        ask(() ->
                Optional.ofNullable(run(SETTLE, id, claim.text(), outcome.text(), millis(kept), Entry.FAILURE_PREFIX)));
    }

    private <T> @Nullable T run(RedisScript<T> script, String id, Object... arguments) {
        return redis.execute(script, List.of(PREFIX + id), arguments);
    }

    /**
     * A question that takes long is put once more, for a session may end when equal requests are told apart.
     *
     * @throws QueryTimeoutException if Redis is there and does not answer in time
     * @throws DataAccessResourceFailureException if it is away
     */
    private <T> Optional<T> ask(Supplier<Optional<T>> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return guard.call(question);
            } catch (OverdueException | QueryTimeoutException e) {
                LOG.debug("Redis did not answer question {} in time", attempt);
                if (attempt == ATTEMPTS) {
                    throw new QueryTimeoutException("Redis does not answer in time", e);
                }
            } catch (CallRefusedException e) {
                throw e.reason() == CallRefusedException.Reason.FULL
                        ? new QueryTimeoutException("Redis is asked too much", e)
                        : new DataAccessResourceFailureException("Redis is not asked", e);
            }
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
