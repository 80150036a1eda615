package dev.helpdesk.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, kept fresh in the background. The last good set outlives every failure.
 *
 * <p>A key that is not in the set is looked for, once in some seconds however many tokens name unknown keys. Only a look that began
 * after the token was made shows that its key does not exist. Until there was one, nobody can tell.
 */
final class PublishedKeys implements AutoCloseable {

    static final Duration REFRESH_EVERY = Duration.ofSeconds(30);
    static final int MOST_WAITING = 256;

    private static final System.Logger LOG = System.getLogger(PublishedKeys.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration NEAR = Duration.ofMillis(600);
    private static final CompletableFuture<Void> TOO_EARLY =
            CompletableFuture.failedFuture(new IllegalStateException("looked a moment ago"));

    private final KeySource source;
    private final Clock clock;
    private final Duration refreshEvery;
    private final Duration clockSkew;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("jwks-refresh").factory());
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final AskedIds asked = new AskedIds();
    private volatile KnownKeys keys = KnownKeys.NONE;
    private volatile boolean away;
    private CompletableFuture<Void> fetch;
    private Future<?> next = CompletableFuture.completedFuture(null);
    private Instant lastLooked = Instant.EPOCH;

    PublishedKeys(KeySource source, Clock clock, Duration refreshEvery, Duration clockSkew) {
        this.source = source;
        this.clock = clock;
        this.refreshEvery = refreshEvery;
        this.clockSkew = clockSkew;
        this.fetch = CompletableFuture.runAsync(this::refresh, background);
    }

    @Nullable SigningKey known(String id) {
        return keys.byId().get(id);
    }

    /** Says whether a key found earlier is still published. */
    boolean hold(SigningKey key) {
        return key.equals(known(key.id()));
    }

    Set<String> ids() {
        return keys.byId().keySet();
    }

    /**
     * Finds a key, if need be by looking for it.
     *
     * @param unverifiedIssuedAt when a token claims to have been signed with it; the earlier, the sooner it is refused
     */
    SigningKey find(String id, Instant unverifiedIssuedAt) throws InvalidTokenException, KeysUnavailableException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            KnownKeys now = keys;
            SigningKey key = now.byId().get(id);
            if (key != null) {
                return key;
            }
            if (now.isNewerThan(unverifiedIssuedAt, clockSkew)) {
                throw new InvalidTokenException("kid is not a published key");
            }
            CompletableFuture<Void> look = lookFor(id);
            if (now.missing().contains(id)) {
                throw new InvalidTokenException("kid is not a published key");
            }
            await(look, deadline);
        }
    }

    /** The look that is under way, or else the next one, if it is allowed soon. */
    private synchronized CompletableFuture<Void> lookFor(String id) {
        asked.add(id);
        if (!fetch.isDone()) {
            return fetch;
        }
        Instant now = clock.instant();
        // Absolute, so that a clock set back does not stop the looking.
        Duration wait = LOOK_EVERY.minus(Duration.between(lastLooked, now).abs());
        if (wait.compareTo(NEAR) > 0) {
            return TOO_EARLY;
        }
        long pause = Math.max(0, wait.toMillis());
        lastLooked = now.plusMillis(pause);
        Executor then = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, background);
        fetch = CompletableFuture.runAsync(this::refresh, pause == 0 ? background : then);
        return fetch;
    }

    private synchronized void refreshUnlessUnderWay() {
        if (fetch.isDone()) {
            // While the issuer is away, its return is looked for as often as an unknown key: one look does for both.
            lastLooked = away ? clock.instant() : lastLooked;
            fetch = CompletableFuture.runAsync(this::refresh, background);
        }
    }

    private void refresh() {
        Set<String> wanted = asked.take();
        Instant began = clock.instant();
        try {
            Map<String, SigningKey> found = source.fetch();
            // Those that were there and are no more were taken away.
            wanted.addAll(keys.byId().keySet());
            wanted.removeAll(found.keySet());
            keys = new KnownKeys(found, wanted, began);
            away = false;
        } catch (IOException | RuntimeException e) {
            away = true;
            LOG.log(System.Logger.Level.WARNING, "Cannot read the issuer''s keys: {0}", e.getMessage());
        }
        Duration pause = away && refreshEvery.compareTo(LOOK_EVERY) > 0 ? LOOK_EVERY : refreshEvery;
        next.cancel(false);
        next = background.schedule(this::refreshUnlessUnderWay, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void await(CompletableFuture<Void> look, long deadline) throws KeysUnavailableException {
        if (!waiting.tryAcquire()) {
            throw new KeysUnavailableException("too many wait for the issuer's keys");
        }
        try {
            look.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new KeysUnavailableException("the issuer's keys are yet to be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException("interrupted while waiting for the issuer's keys");
        } finally {
            waiting.release();
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
