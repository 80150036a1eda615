package dev.helpdesk.user.directory;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the directory up to date while the service runs: one thread looks up who was heard of, another copies all users when the log
 * calls for it and, as a safety net, every now and then.
 */
@Component
final class DirectoryUpkeep implements SmartLifecycle {

    private static final int LOOKED_UP_AT_ONCE = 32;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofMillis(100);

    private final Backlog backlog;
    private final Projection projection;
    private final DirectoryCopy copy;
    private final Progress progress;
    private final Duration interval;
    private volatile List<Thread> threads = List.of();

    DirectoryUpkeep(
            Backlog backlog,
            Projection projection,
            DirectoryCopy copy,
            Progress progress,
            MeterRegistry meters,
            @Value("${directory.copy.interval:10m}") Duration interval) {
        this.backlog = backlog;
        this.projection = projection;
        this.copy = copy;
        this.progress = progress;
        this.interval = interval;
        meters.gauge("helpdesk.directory.waiting", backlog, Backlog::size);
    }

    @Override
    public void start() {
        threads = List.of(
                thread("directory").start(new Retry("Looking users up", this::lookUp)),
                thread("directory-copy").start(new Retry("Copying all users", this::copy)));
    }

    /** No virtual one: there, an interruption would break the connection to the database. */
    private static Thread.Builder thread(String name) {
        return Thread.ofPlatform().name(name).daemon();
    }

    private void lookUp() throws InterruptedException {
        Batch batch = backlog.take(LOOKED_UP_AT_ONCE, IDLE);
        Batch undone = batch;
        try {
            undone = batch.only(projection.apply(batch));
        } finally {
            backlog.putBack(undone);
        }
    }

    private void copy() throws InterruptedException {
        Duration due = progress.untilCopyIsOlderThan(interval);
        Optional<CopyOrder> order = backlog.takeCopy(due.compareTo(SOON) > 0 ? due : SOON);
        if (order.isPresent()) {
            carryOut(order.get());
        } else if (progress.untilCopyIsOlderThan(interval).isZero()) {
            copy.runIfFree();
        }
    }

    private void carryOut(CopyOrder order) throws InterruptedException {
        boolean done = false;
        try {
            OffsetDateTime asked = progress.now();
            while (!copy.carryOut(order, asked)) {
                Thread.sleep(SOON);
            }
            done = true;
        } finally {
            if (done) {
                backlog.copied();
            } else {
                backlog.notCopied(order);
            }
        }
    }

    @Override
    public void stop() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            await(thread);
        }
        threads = List.of();
    }

    private static void await(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
