package dev.helpdesk.auth.feed;

import dev.helpdesk.auth.revocation.LogListener;
import dev.helpdesk.token.event.IdentityEvent;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one follower is still to be told, in order. Whoever fills it never waits; when it is full, the follower is too slow. */
final class Inbox implements LogListener {

    private static final int CAPACITY = 10_000;

    private final EntryForm form;
    private final LinkedBlockingQueue<News> news = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    Inbox(EntryForm form) {
        this.form = form;
    }

    @Override
    public void appended(String position, IdentityEvent event) {
        put(new News.Entry(position, form.write(position, event), System.nanoTime()));
    }

    @Override
    public void trusted(boolean whole) {
        put(new News.Trust(whole));
    }

    @Override
    public void rebuilt() {
        put(new News.Rebuilt());
    }

    private void put(News piece) {
        if (!news.offer(piece)) {
            end(Ending.SLOW);
        }
    }

    /** Nothing more is to be told. The first reason counts. */
    void end(Ending why) {
        ending.compareAndSet(null, why);
        // Wakes whoever waits; when there is no room, nobody does.
        news.offer(new News.Ended());
    }

    @Nullable Ending ending() {
        return ending.get();
    }

    boolean isEmpty() {
        return news.isEmpty();
    }

    /** Whether the next entry waits for longer than this, counted from that time on at the earliest. */
    boolean lags(Duration limit, long from) {
        return news.peek() instanceof News.Entry entry
                && System.nanoTime() - Math.max(entry.since(), from) > limit.toNanos();
    }

    /** Leaves all of it aside. */
    void clear() {
        news.clear();
    }

    /** The next piece; nothing if none comes in time. */
    @Nullable News next(Duration patience) throws InterruptedException {
        return news.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    }
}
