package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Takes committed events off Keycloak's hands at once and has them written by a thread of its own. */
final class Forwarder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);

    private final EventQueue queue;
    private final Counts counts;
    private final StreamWriter writer;
    private final Thread thread;

    private Forwarder(EventQueue queue, Counts counts, StreamWriter writer) {
        this.queue = queue;
        this.counts = counts;
        this.writer = writer;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name(IdentityEventListenerFactory.ID)
                .unstarted(writer);
    }

    static Forwarder start(ListenerSettings settings) {
        return start(new RedisStream(settings.redis(), settings.retention()), settings.queueSize());
    }

    static Forwarder start(EventStream stream, int queueSize) {
        Counts counts = new Counts();
        EventQueue queue = new EventQueue(queueSize, counts);
        Forwarder forwarder = new Forwarder(queue, counts, new StreamWriter(queue, stream, counts, new Backoff()));
        forwarder.measure();
        forwarder.thread.start();
        return forwarder;
    }

    void forward(List<IdentityEvent> events) {
        queue.add(events);
    }

    /** Counts an event that was heard but could not be understood. */
    void missed() {
        counts.failed();
    }

    Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("state", writer.connected() ? "forwarding" : "waiting for Redis");
        state.put("queued", Integer.toString(queue.size()));
        state.put("appended", Long.toString(counts.appended()));
        state.put("dropped", Long.toString(counts.dropped()));
        state.put("failures", Long.toString(counts.failures()));
        return state;
    }

    @Override
    public void close() {
        writer.finish(thread);
    }

    /** Micrometer comes with the server; a server without it loses the figures, not the events. */
    private void measure() {
        try {
            Meters.register(counts, queue);
        } catch (LinkageError absent) {
            LOG.debug("Micrometer is not there");
        }
    }
}
