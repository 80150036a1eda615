package dev.helpdesk.service.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Asks Redis over the connection that all commands share, and makes that connection when there is none. One over which nothing comes
 * back is given up for a new one: its other end may be gone without a word.
 */
final class RedisPing implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RedisPing.class);
    private static final int MOST_UNANSWERED = 3;

    private final LettuceConnectionFactory connections;
    private final Duration timeout;
    private int unanswered;

    RedisPing(LettuceConnectionFactory connections, Duration timeout) {
        this.connections = connections;
        this.timeout = timeout;
    }

    @Override
    public synchronized void run() {
        try {
            commands().ping().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            unanswered = 0;
        } catch (TimeoutException e) {
            giveUpDeadConnection();
            throw new QueryTimeoutException("Redis did not answer a ping", e);
        } catch (ExecutionException e) {
            throw new RedisConnectionFailureException("Redis did not take a ping", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("Redis did not answer a ping", e);
        }
    }

    private void giveUpDeadConnection() {
        unanswered++;
        if (unanswered >= MOST_UNANSWERED) {
            unanswered = 0;
            log.debug("The connection to Redis is given up");
            connections.resetConnection();
        }
    }

    /** The native connection is one for all and stays open when its wrapper is closed. */
    @SuppressWarnings("unchecked")
    private RedisClusterAsyncCommands<byte[], byte[]> commands() {
        try (RedisConnection connection = connections.getConnection()) {
            return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
        }
    }
}
