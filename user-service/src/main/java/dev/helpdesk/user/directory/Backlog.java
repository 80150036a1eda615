package dev.helpdesk.user.directory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was heard and is not in the directory yet: users to look up, each once however often they were spoken of, in the order in which
 * they first were, and whether all users are to be copied.
 */
@Component
final class Backlog {

    /** With more users than this waiting, all are copied instead. */
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somebodyWaits = lock.newCondition();
    private final Condition copyIsDue = lock.newCondition();
    private final LinkedHashMap<String, Heard> users = new LinkedHashMap<>();
    private @Nullable LogPosition heard;
    private boolean copyOrdered;
    private boolean copyRunning;
    private boolean reset;

    /** The log spoke of a user. */
    void user(String userId, LogPosition position) {
        locked(() -> {
            heard = position;
            Heard known = users.get(userId);
            if (known == null || known.first() == null) {
                // At the end: the order is that of the first positions.
                users.remove(userId);
                users.put(userId, Heard.at(position));
            } else {
                users.put(userId, known.againAt(position));
            }
            somebodyCame();
        });
    }

    /** Somebody else spoke of a user. */
    void user(String userId) {
        locked(() -> {
            users.putIfAbsent(userId, Heard.ELSEWHERE);
            somebodyCame();
        });
    }

    /** The log spoke of something that is no concern of the directory. */
    void passed(LogPosition position) {
        locked(() -> heard = position);
    }

    /** The log spoke of something that may concern any user. */
    void everyone(LogPosition position) {
        locked(() -> {
            heard = position;
            orderCopy();
        });
    }

    /** The log begins anew: nothing is known of what came before. */
    void reset(LogPosition position) {
        locked(() -> {
            heard = position;
            reset = true;
            orderCopy();
        });
    }

    private void somebodyCame() {
        if (users.size() > MOST) {
            users.clear();
            orderCopy();
        }
        somebodyWaits.signal();
    }

    private void orderCopy() {
        copyOrdered = true;
        copyIsDue.signal();
    }

    /** Takes users out as soon as there are some; when there are none for so long, takes what there is to say of the position. */
    Batch take(int limit, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (users.isEmpty() && left > 0) {
                left = somebodyWaits.awaitNanos(left);
            }
            return next(limit);
        } finally {
            lock.unlock();
        }
    }

    private Batch next(int limit) {
        Map<String, Heard> taken = new LinkedHashMap<>();
        LogPosition last = null;
        while (taken.size() < limit && !users.isEmpty()) {
            Map.Entry<String, Heard> user = users.pollFirstEntry();
            taken.put(user.getKey(), user.getValue());
            last = user.getValue().first() == null ? last : user.getValue().first();
        }
        boolean copyPending = copyOrdered || copyRunning;
        LogPosition reached = users.isEmpty() ? heard : last;
        return new Batch(taken, copyPending ? null : reached, !copyPending);
    }

    /** Puts users back who could not be looked up, before all others. */
    void putBack(Batch batch) {
        if (batch.users().isEmpty()) {
            return;
        }
        locked(() -> {
            LinkedHashMap<String, Heard> later = new LinkedHashMap<>(users);
            users.clear();
            users.putAll(batch.users());
            later.forEach((userId, since) -> users.merge(
                    userId, since, (before, now) -> now.latest() == null ? before : before.againAt(now.latest())));
            somebodyCame();
        });
    }

    /** Waits until a copy is called for, but no longer than this. */
    Optional<CopyOrder> takeCopy(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!copyOrdered && left > 0) {
                left = copyIsDue.awaitNanos(left);
            }
            return copyOrdered ? Optional.of(beginCopy()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Who waits is looked up all the same, whatever the position is then: a list read in pages may pass somebody over. */
    private CopyOrder beginCopy() {
        CopyOrder order = new CopyOrder(heard, reset);
        users.replaceAll((userId, since) -> Heard.ELSEWHERE);
        copyOrdered = false;
        reset = false;
        copyRunning = true;
        return order;
    }

    void copied() {
        locked(() -> copyRunning = false);
    }

    void notCopied(CopyOrder order) {
        locked(() -> {
            copyRunning = false;
            reset |= order.reset();
            orderCopy();
        });
    }

    /** How many users wait. */
    int size() {
        lock.lock();
        try {
            return users.size();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
