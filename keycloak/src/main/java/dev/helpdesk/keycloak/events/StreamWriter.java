package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes waiting events to the stream until told to finish, and tries again for as long as the stream is away. */
final class StreamWriter implements Runnable {

    private static final Logger LOG = Logger.getLogger(StreamWriter.class);
    private static final int BATCH = 256;
    private static final long IDLE_MILLIS = 100;
    private static final long FAREWELL_MILLIS = 2_000;

    private final EventQueue queue;
    private final EventStream stream;
    private final Counts counts;
    private final Backoff backoff;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private volatile boolean connected = true;

    StreamWriter(EventQueue queue, EventStream stream, Counts counts, Backoff backoff) {
        this.queue = queue;
        this.stream = stream;
        this.counts = counts;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            while (!isFinishing() || queue.size() > 0) {
                List<IdentityEvent> events = queue.take(BATCH, isFinishing() ? 0 : IDLE_MILLIS);
                if (!events.isEmpty()) {
                    append(events);
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            stream.close();
        }
    }

    /** Whether the last attempt to write succeeded. */
    boolean connected() {
        return connected;
    }

    /** Lets the thread write what waits, but only for a moment. */
    void finish(Thread thread) {
        finishing.countDown();
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warnf("%d identity events were not written before the end", queue.size());
            thread.interrupt();
        }
    }

    private void append(List<IdentityEvent> events) throws InterruptedException {
        while (true) {
            try {
                stream.append(events);
                succeeded(events.size());
                return;
            } catch (IOException | RuntimeException failure) {
                failed(failure);
            }
            if (finishing.await(backoff.nextMillis(), TimeUnit.MILLISECONDS)) {
                // The last moments: no more waiting than it takes not to spin.
                TimeUnit.MILLISECONDS.sleep(Backoff.SHORTEST_MILLIS);
            }
        }
    }

    private void succeeded(int number) {
        counts.appended(number);
        backoff.reset();
        if (!connected) {
            connected = true;
            LOG.infof("Redis is back; %d identity events were dropped so far", counts.dropped());
        }
    }

    private void failed(Exception failure) {
        counts.failed();
        if (connected) {
            connected = false;
            LOG.warnf("Redis cannot be written to, events wait: %s", RedisRefusal.describe(failure));
        }
    }

    private boolean isFinishing() {
        return finishing.getCount() == 0;
    }
}
