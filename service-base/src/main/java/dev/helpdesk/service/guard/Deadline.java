package dev.helpdesk.service.guard;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that started it unless it ends in time. A virtual thread that waits for a socket wakes up from that, and the
 * socket is closed: so even an answer that drips in byte by byte comes to its end.
 */
final class Deadline {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Thread caller = Thread.currentThread();
    private final Future<?> alarm;
    private boolean ended;
    private boolean passed;

    private Deadline(Duration patience) {
        alarm = after(patience, this::pass);
    }

    static Deadline in(Duration patience) {
        return new Deadline(patience);
    }

    /** Does something later, unless the result is cancelled before; it must not block. */
    static Future<?> after(Duration wait, Runnable work) {
        return TIMER.schedule(work, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private synchronized void pass() {
        if (!ended) {
            passed = true;
            caller.interrupt();
        }
    }

    /** Ends it, and says whether it had passed. The interruption ends with it. */
    synchronized boolean end() {
        if (!ended) {
            ended = true;
            alarm.cancel(false);
            if (passed) {
                Thread.interrupted();
            }
        }
        return passed;
    }
}
