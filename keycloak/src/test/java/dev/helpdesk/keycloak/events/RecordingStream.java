package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream in memory that can be away for a number of attempts. */
final class RecordingStream implements EventStream {

    private final BlockingQueue<IdentityEvent> appended = new LinkedBlockingQueue<>();
    private final AtomicInteger attemptsAway = new AtomicInteger();

    void awayFor(int attempts) {
        attemptsAway.set(attempts);
    }

    /** The next event appended; waits for it. */
    IdentityEvent next() throws InterruptedException {
        IdentityEvent event = appended.poll(10, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was appended");
        }
        return event;
    }

    int waiting() {
        return appended.size();
    }

    @Override
    public void append(List<IdentityEvent> events) throws IOException {
        if (attemptsAway.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("away");
        }
        appended.addAll(events);
    }

    @Override
    public void close() {}
}
