package dev.helpdesk.user.directory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Copies all users of the auth service into the directory and removes from it those who are no more; one replica at a time. */
@Component
final class DirectoryCopy {

    private static final Logger log = LoggerFactory.getLogger(DirectoryCopy.class);
    private static final int LOOKED_UP_AT_ONCE = 32;

    private final Backlog backlog;
    private final Projection projection;
    private final Progress progress;
    private final DirectoryTable table;
    private final ReplicaLock lock;
    private final Timer duration;

    DirectoryCopy(
            Backlog backlog,
            Projection projection,
            Progress progress,
            DirectoryTable table,
            ReplicaLock lock,
            MeterRegistry meters) {
        this.backlog = backlog;
        this.projection = projection;
        this.progress = progress;
        this.table = table;
        this.lock = lock;
        this.duration = meters.timer("helpdesk.directory.copy");
    }

    /** Copies, unless another replica is at it. */
    void runIfFree() {
        lock.runIfFree(this::copy);
    }

    /**
     * Carries an order out, unless another replica has done so since, and only then lets the position count.
     *
     * @param asked when the order was taken, by the clock of the database
     * @return whether it is done; if not, another replica is copying
     */
    boolean carryOut(CopyOrder order, OffsetDateTime asked) {
        return lock.runIfFree(() -> {
            if (!progress.isCopiedSince(asked) && !order.isDoneBy(progress.position())) {
                copy();
            }
            LogPosition upTo = order.upTo();
            if (upTo != null) {
                projection.reached(upTo, order.reset());
            }
        });
    }

    private void copy() {
        long begun = System.nanoTime();
        OffsetDateTime start = progress.now();
        Set<String> listed = list();
        int gone = removeAllBut(listed, start);
        progress.copied(start);
        duration.record(Duration.ofNanos(System.nanoTime() - begun));
        if (gone > 0) {
            log.info("Forgot {} users who no longer exist", gone);
        }
    }

    private Set<String> list() {
        Set<String> listed = new HashSet<>();
        String cursor = null;
        do {
            Projection.Page page = projection.copy(cursor);
            listed.addAll(page.userIds());
            cursor = page.next();
        } while (cursor != null);
        return listed;
    }

    /** Users who come or go meanwhile shift the pages, and one may be passed over: who is not listed is looked up before removed. */
    private int removeAllBut(Set<String> listed, OffsetDateTime start) {
        List<String> others = table.others(listed, start);
        int gone = 0;
        for (int from = 0; from < others.size(); from += LOOKED_UP_AT_ONCE) {
            LookUps.Answers answers =
                    projection.look(others.subList(from, Math.min(others.size(), from + LOOKED_UP_AT_ONCE)));
            answers.failed().forEach(backlog::user);
            gone += answers.gone().size();
        }
        return gone;
    }
}
