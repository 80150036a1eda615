package dev.helpdesk.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The issuer's keys, kept fresh in the background. The last good set outlives every failure; a key that is not in it is looked for
 * once, then not again for some seconds, however many tokens name unknown keys.
 */
final class PublishedKeys implements AutoCloseable {

    static final Duration REFRESH_EVERY = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(PublishedKeys.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final KeySource source;
    private final Clock clock;
    private final Duration refreshEvery;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("jwks-refresh").factory());
    private volatile Keys keys = new Keys(Map.of(), false);
    private CompletableFuture<Void> fetch;
    private Future<?> next = CompletableFuture.completedFuture(null);
    private Instant lastLooked = Instant.EPOCH;

    /** What is known: the last good set, and whether the last fetch brought it. */
    private record Keys(Map<String, SigningKey> byId, boolean current) {}

    PublishedKeys(KeySource source, Clock clock, Duration refreshEvery) {
        this.source = source;
        this.clock = clock;
        this.refreshEvery = refreshEvery;
        this.fetch = CompletableFuture.runAsync(this::refresh, background);
    }

    SigningKey find(String id) throws InvalidTokenException, KeysUnavailableException {
        SigningKey key = keys.byId().get(id);
        if (key == null) {
            await(lookForUnknown());
            key = keys.byId().get(id);
        }
        if (key != null) {
            return key;
        }
        if (!keys.current()) {
            throw new KeysUnavailableException("the issuer's keys cannot be read");
        }
        throw new InvalidTokenException("kid is not a published key");
    }

    /** Says whether a key found earlier is still published. */
    boolean hold(SigningKey key) {
        return key.equals(keys.byId().get(key.id()));
    }

    private synchronized CompletableFuture<Void> lookForUnknown() {
        Instant now = clock.instant();
        // Absolute, so that a clock set back does not stop the looking.
        boolean lookedJustNow = Duration.between(lastLooked, now).abs().compareTo(LOOK_EVERY) < 0;
        if (fetch.isDone() && !lookedJustNow) {
            lastLooked = now;
            fetchUnlessUnderWay();
        }
        return fetch;
    }

    private synchronized void fetchUnlessUnderWay() {
        if (fetch.isDone()) {
            fetch = CompletableFuture.runAsync(this::refresh, background);
        }
    }

    private void refresh() {
        try {
            keys = new Keys(source.fetch(), true);
        } catch (IOException | RuntimeException e) {
            keys = new Keys(keys.byId(), false);
            LOG.log(System.Logger.Level.WARNING, "Cannot read the issuer''s keys: {0}", e.getMessage());
        }
        Duration pause = keys.current() || refreshEvery.compareTo(RETRY_AFTER) < 0 ? refreshEvery : RETRY_AFTER;
        next.cancel(false);
        next = background.schedule(this::fetchUnlessUnderWay, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void await(CompletableFuture<Void> fetch) throws KeysUnavailableException {
        try {
            fetch.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new KeysUnavailableException("the issuer's keys are still being read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException("interrupted while waiting for the issuer's keys");
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
