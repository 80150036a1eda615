package dev.helpdesk.authclient.feed;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.token.event.IdentityEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All listeners of a service, none of which can hold the others or the feed up. */
final class Listeners {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<ListenerQueue> queues;

    Listeners(List<IdentityEventListener> listeners) {
        queues = listeners.stream()
                .map(listener -> new ListenerQueue(listener, LONGEST_PAUSE))
                .toList();
    }

    void start() {
        queues.forEach(ListenerQueue::start);
    }

    void stop() {
        queues.forEach(ListenerQueue::stop);
    }

    /** Where the listeners stand; null when one cannot say, or they do not agree. */
    @Nullable String position() {
        Set<Optional<String>> stored =
                queues.stream().map(ListenerQueue::position).collect(Collectors.toSet());
        return stored.size() == 1 ? stored.iterator().next().orElse(null) : null;
    }

    void reset(String position) {
        queues.forEach(queue -> queue.reset(position));
    }

    void event(String position, IdentityEvent event) {
        queues.forEach(queue -> queue.event(position, event));
    }

    int waiting() {
        return queues.stream().mapToInt(ListenerQueue::waiting).sum();
    }
}
