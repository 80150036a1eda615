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
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Records that all replicas share. A command without an answer is sent once more, which changes nothing if it was carried out. While
 * Redis is away, all fail at once.
 */
@Component
class RedisRecords implements Records {

    static final String PREFIX = "helpdesk:once:";

    private static final Logger LOG = LoggerFactory.getLogger(RedisRecords.class);
    private static final int AT_ONCE = 512;
    private static final Duration QUEUE = Duration.ofMillis(20);
    private static final int ATTEMPTS_TO_MEET = 5;

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
        // Time for both attempts.
        this.guard = server.guard("once", new Limits(AT_ONCE, QUEUE, timeout.multipliedBy(2)));
    }

    /** The first words with Redis take the longest: they are said before there are requests that wait for them. */
    @PostConstruct
    void meet() {
        Entry claim = Entry.claim();
        for (int attempt = 0; attempt < ATTEMPTS_TO_MEET; attempt++) {
            try {
                run(TAKE, claim.content(), claim.text(), "1", "", Entry.FAILURE_PREFIX);
                run(RENEW, claim.content(), claim.text(), "1");
                run(SETTLE, claim.content(), claim.text(), claim.text(), "1", Entry.FAILURE_PREFIX);
                redis.opsForValue().get(PREFIX + claim.content());
                return;
            } catch (DataAccessException e) {
                LOG.debug("Redis does not answer yet", e);
            }
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

    private <T> Optional<T> ask(Supplier<Optional<T>> question) {
        try {
            return guard.call(() -> askTwice(question));
        } catch (CallRefusedException | OverdueException e) {
            throw new DataAccessResourceFailureException("Redis gives no answer", e);
        }
    }

    private static <T> Optional<T> askTwice(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            LOG.debug("Redis did not answer at first", e);
            return question.get();
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
