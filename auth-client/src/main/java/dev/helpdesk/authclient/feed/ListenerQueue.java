package dev.helpdesk.authclient.feed;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.token.event.IdentityEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener on a thread of its own. What fails is tried again; when that does not help, or too much has gathered, the listener
 * has to reload instead.
 */
final class ListenerQueue {

    static final int CAPACITY = 10_000;

    private static final Logger log = LoggerFactory.getLogger(ListenerQueue.class);
    private static final int TRIES = 10;
    private static final long PATIENCE_MS = 2000;

    private final IdentityEventListener listener;
    private final Duration longestPause;
    private final LinkedBlockingDeque<Message> waiting = new LinkedBlockingDeque<>(CAPACITY);
    private @Nullable Thread thread;

    /** What to tell; a reset has no event. */
    private record Message(String position, @Nullable IdentityEvent event) {

        boolean isReset() {
            return event == null;
        }
    }

    ListenerQueue(IdentityEventListener listener, Duration longestPause) {
        this.listener = listener;
        this.longestPause = longestPause;
    }

    synchronized void start() {
        thread = Thread.ofPlatform()
                .daemon()
                .name("identity-listener-" + listener.getClass().getSimpleName())
                .start(this::run);
    }

    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    /** Where the listener stands; empty when it does not say so in time. */
    Optional<String> position() {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(storedPosition()));
        return answer.completeOnTimeout(Optional.empty(), PATIENCE_MS, TimeUnit.MILLISECONDS)
                .join();
    }

    private Optional<String> storedPosition() {
        try {
            return Optional.ofNullable(listener.position());
        } catch (RuntimeException e) {
            log.warn("A listener of identity events cannot say where it stands and will have to reload", e);
            return Optional.empty();
        }
    }

    void reset(String position) {
        waiting.clear();
        waiting.add(new Message(position, null));
    }

    void event(String position, IdentityEvent event) {
        if (!waiting.offer(new Message(position, event))) {
            log.warn("A listener of identity events is {} events behind and has to reload", CAPACITY);
            reset(position);
        }
    }

    int waiting() {
        return waiting.size();
    }

    private void run() {
        try {
            while (true) {
                tell(waiting.take());
            }
        } catch (InterruptedException e) {
            // The service stops.
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Message message) throws InterruptedException {
        Backoff backoff = new Backoff(longestPause);
        Message now = message;
        for (int tries = 1; !isOverridden() && !isTold(now, tries); tries++) {
            if (tries == TRIES) {
                now = new Message(now.position(), null);
            }
            Thread.sleep(backoff.next());
        }
    }

    /** Whether there is a newer reset, which makes everything before it needless. */
    private boolean isOverridden() {
        Message next = waiting.peek();
        return next != null && next.isReset();
    }

    private boolean isTold(Message message, int tries) throws InterruptedException {
        try {
            IdentityEvent event = message.event();
            if (event == null) {
                listener.reset(message.position());
            } else {
                listener.event(message.position(), event);
            }
            return true;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (tries == 1) {
                log.warn("A listener of identity events failed and is told again until it does not", e);
            }
            return false;
        }
    }
}
