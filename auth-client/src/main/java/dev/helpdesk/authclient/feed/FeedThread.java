package dev.helpdesk.authclient.feed;

import dev.helpdesk.authclient.AuthServiceUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stays connected to the feed, from one start to one stop. */
final class FeedThread {

    private static final Logger LOG = LoggerFactory.getLogger(FeedThread.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A connection that holds at least this long is worth to be renewed at once. */
    private static final Duration LASTING = Duration.ofSeconds(1);

    private final FeedSource source;
    private final List<URI> addresses;
    private final FollowedLog log;
    private final FeedMeters meters;
    private final Consumer<URI> connected;
    private final Backoff backoff = new Backoff(LONGEST_PAUSE);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("identity-feed").unstarted(this::run);
    private int current;
    private boolean away;

    /** @param connected is told the address of each connection that is made */
    FeedThread(FeedSource source, List<URI> addresses, FollowedLog log, FeedMeters meters, Consumer<URI> connected) {
        this.source = source;
        this.addresses = addresses;
        this.log = log;
        this.meters = meters;
        this.connected = connected;
    }

    void start() {
        thread.start();
    }

    void stop() {
        ended.countDown();
        thread.interrupt();
        source.close();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!endedWithin(pause)) {
            pause = followOnce() ? Duration.ZERO : backoff.next();
        }
    }

    /** Follows until the connection ends; tells whether the next attempt may be made at once. */
    private boolean followOnce() {
        long start = System.nanoTime();
        FeedReader reader = new FeedReader(log, meters);
        try (FeedConnection connection = source.open(address(), log.resumeFrom())) {
            connected.accept(address());
            read(connection, reader);
        } catch (InterruptedException e) {
            ended.countDown();
        } catch (IOException | RuntimeException e) {
            // Whatever went wrong, this thread goes on: without it every token would have to be asked about.
            failed(e);
        }
        boolean lasted = reader.caughtUp() && System.nanoTime() - start >= LASTING.toNanos();
        if (lasted) {
            backoff.reset();
        }
        return lasted;
    }

    private URI address() {
        return addresses.get(current % addresses.size());
    }

    private void read(FeedConnection connection, FeedReader reader) throws IOException, InterruptedException {
        Optional<FeedMessage> message = connection.next();
        while (message.isPresent()) {
            boolean before = reader.caughtUp();
            reader.take(message.get());
            if (reader.caughtUp() && !before) {
                caughtUp();
            }
            message = connection.next();
        }
    }

    private void caughtUp() {
        meters.connected();
        if (away) {
            LOG.info("The auth service's feed is followed again");
            away = false;
        }
    }

    private void failed(Exception failure) {
        if (endedWithin(Duration.ZERO)) {
            return;
        }
        meters.failed();
        if (!away) {
            LOG.warn("The auth service's feed at {} cannot be followed: {}", address(), reason(failure));
            away = true;
        }
        LOG.debug("How the feed failed", failure);
        current++;
    }

    private static String reason(Exception failure) {
        return failure instanceof AuthServiceUnavailableException || failure instanceof IOException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }

    private boolean endedWithin(Duration pause) {
        try {
            return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
