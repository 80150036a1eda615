package dev.helpdesk.auth.feed;

import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.revocation.IdentityLog.Entry;
import dev.helpdesk.auth.revocation.IdentityLog.Registration;
import dev.helpdesk.auth.verification.AcceptedKeys;
import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.token.event.RevocationIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** One follower, told by one thread from the first word to the last. */
final class Following implements AutoCloseable {

    private static final int RETRY_MILLIS = 1_000;
    private static final int PAGE = 1_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration LONGEST_LAG = Duration.ofSeconds(5);

    private final Sources sources;
    private final Inbox inbox;
    private final FeedWriter out;
    private final Runnable sent;
    private Registration registration;
    private String position;
    private boolean whole;
    private long readyAt;
    private long nextSign;

    /** Where all of it comes from. */
    record Sources(IdentityLog log, RevocationIndex index, AcceptedKeys keys, EntryForm form) {}

    /**
     * @param registration that of the inbox
     * @param sent called for each entry that was told
     */
    Following(Sources sources, Inbox inbox, Registration registration, FeedWriter out, Runnable sent) {
        this.sources = sources;
        this.inbox = inbox;
        this.registration = registration;
        this.out = out;
        this.sent = sent;
        this.position = registration.position();
    }

    /** Tells the follower everything until one of both ends it. */
    Ending tell(Start start, FollowerToken token) {
        try {
            begin(start);
            Ending ending = inbox.ending();
            while (ending == null) {
                if (inbox.lags(LONGEST_LAG, readyAt)) {
                    return Ending.SLOW;
                }
                if (nextSign - System.nanoTime() <= 0) {
                    token.ending().ifPresent(inbox::end);
                    sign();
                } else {
                    takeNext();
                }
                ending = inbox.ending();
            }
            return ending;
        } catch (IOException e) {
            // A follower that does not read at all makes a write fail after a while.
            return inbox.lags(LONGEST_LAG, readyAt) ? Ending.SLOW : Ending.GONE;
        } catch (DataAccessException | CallRefusedException e) {
            return Ending.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.SHUTDOWN;
        }
    }

    private void begin(Start start) throws IOException {
        out.retry(RETRY_MILLIS);
        switch (start) {
            case Start.Anew(String reason) -> anew(reason);
            case Start.After(String known, boolean snapshot) -> {
                if (snapshot) {
                    out.snapshot(sources.index());
                }
                if (!known.equals(position)) {
                    catchUp(known);
                }
                ready();
            }
        }
    }

    private void anew(String reason) throws IOException {
        out.reset(reason);
        out.snapshot(sources.index());
        position = registration.position();
        ready();
    }

    private void catchUp(String known) throws IOException {
        String last = known;
        List<Entry> page;
        do {
            page = sources.log().entries(last, PAGE);
            for (Entry entry : page) {
                out.entry(sources.form().write(entry.position(), entry.event()));
                sent.run();
                last = entry.position();
            }
        } while (page.size() == PAGE);
        position = StreamPosition.later(last, position);
    }

    private void ready() throws IOException {
        out.ready(position);
        readyAt = System.nanoTime();
        whole = registration.whole();
        if (!whole) {
            out.distrust();
        }
        sign();
    }

    /** A sign of life; that nothing was missed only when nothing was. */
    private void sign() throws IOException {
        if (whole) {
            out.heartbeat(sources.keys().ids());
        } else {
            out.comment();
        }
        out.flush();
        nextSign = System.nanoTime() + HEARTBEAT.toNanos();
    }

    private void takeNext() throws IOException, InterruptedException {
        if (inbox.isEmpty()) {
            out.flush();
        }
        News next = inbox.next(Duration.ofNanos(nextSign - System.nanoTime()));
        switch (next) {
            case News.Entry entry -> entry(entry);
            case News.Trust(boolean now) -> trust(now);
            case News.Rebuilt rebuilt -> startOver();
            case News.Ended ended -> {}
            case null -> {}
        }
    }

    private void entry(News.Entry entry) throws IOException {
        if (StreamPosition.isAfter(entry.position(), position)) {
            out.entry(entry.written());
            sent.run();
            position = entry.position();
        }
    }

    private void trust(boolean now) throws IOException {
        whole = now;
        if (!now) {
            out.distrust();
        }
        sign();
    }

    /** Whatever is still to be told is of the former log, or in the snapshot. */
    private void startOver() throws IOException {
        registration.close();
        inbox.clear();
        registration = sources.log().follow(inbox);
        anew("rebuilt");
    }

    @Override
    public void close() {
        registration.close();
    }
}
