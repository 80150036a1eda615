package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events that wait for the writer, in order. Full, it gives up the oldest: the event store still has them. */
final class EventQueue {

    private final int capacity;
    private final Counts counts;
    private final Deque<IdentityEvent> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();

    EventQueue(int capacity, Counts counts) {
        this.capacity = capacity;
        this.counts = counts;
    }

    /** Never waits for anything but other callers of this class, who are done in no time. */
    void add(Collection<IdentityEvent> events) {
        lock.lock();
        try {
            waiting.addAll(events);
            int excess = waiting.size() - capacity;
            for (int i = 0; i < excess; i++) {
                waiting.removeFirst();
            }
            counts.dropped(Math.max(0, excess));
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest events, at most so many; none when none came in time. */
    List<IdentityEvent> take(int most, long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (waiting.isEmpty() && remaining > 0) {
                remaining = filled.awaitNanos(remaining);
            }
            List<IdentityEvent> taken = new ArrayList<>();
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.removeFirst());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
