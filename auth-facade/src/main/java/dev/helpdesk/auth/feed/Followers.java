package dev.helpdesk.auth.feed;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Who follows at the moment: no more than are allowed, and nobody when the service stops. It stops before the web server does, which
 * waits for the requests that are under way and would wait for these in vain.
 */
@Component
class Followers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    private final FeedProperties limits;
    private final EntryForm form;
    private final Set<Inbox> inboxes = new HashSet<>();
    private boolean full;
    private boolean running;

    Followers(FeedProperties limits, EntryForm form) {
        this.limits = limits;
        this.form = form;
    }

    /**
     * Lets a follower in, who has to {@link #leave}.
     *
     * @throws ApiException 503 {@code service_unavailable} when there is no room
     */
    synchronized Inbox enter() {
        if (!running || inboxes.size() >= limits.maxFollowers()) {
            report();
            throw ApiException.of(CommonError.SERVICE_UNAVAILABLE);
        }
        Inbox inbox = new Inbox(form);
        inboxes.add(inbox);
        full = false;
        return inbox;
    }

    private void report() {
        if (running && !full) {
            full = true;
            LOG.warn("{} services follow the feed, which is the limit (FEED_MAX_FOLLOWERS)", limits.maxFollowers());
        }
    }

    synchronized void leave(Inbox inbox) {
        inboxes.remove(inbox);
    }

    synchronized int count() {
        return inboxes.size();
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        inboxes.forEach(inbox -> inbox.end(Ending.SHUTDOWN));
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
