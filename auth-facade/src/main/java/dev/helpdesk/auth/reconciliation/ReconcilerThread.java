package dev.helpdesk.auth.reconciliation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the reconciler from the start of the service to its end. */
class ReconcilerThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcilerThread.class);
    private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(5);

    private final Reconciler reconciler;
    private @Nullable Thread thread;
    private CountDownLatch ended = new CountDownLatch(1);

    ReconcilerThread(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            ended = new CountDownLatch(1);
            CountDownLatch end = ended;
            thread = Thread.ofPlatform().daemon().name("reconciler").start(() -> run(end));
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            ended.countDown();
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** With the follower of the log: before the web server takes requests. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run(CountDownLatch end) {
        Duration pause = Duration.ZERO;
        while (!endedWithin(end, pause)) {
            pause = tick();
        }
    }

    private Duration tick() {
        try {
            return reconciler.tick();
        } catch (RuntimeException e) {
            LOG.error("The log cannot be compared with Keycloak's stored events", e);
            return AFTER_A_DEFECT;
        }
    }

    private static boolean endedWithin(CountDownLatch end, Duration pause) {
        try {
            return end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
