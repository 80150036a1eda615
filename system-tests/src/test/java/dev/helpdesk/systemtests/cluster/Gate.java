package dev.helpdesk.systemtests.cluster;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether a relay passes things on; who comes while it swallows them waits here. */
final class Gate {

    /** What a relay does. */
    enum State {
        OPEN,
        CUT,
        SWALLOWING
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;

    void set(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as things are swallowed; false when they are cut. */
    boolean passes() {
        lock.lock();
        try {
            while (state == State.SWALLOWING) {
                changed.awaitUninterruptibly();
            }
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }
}
