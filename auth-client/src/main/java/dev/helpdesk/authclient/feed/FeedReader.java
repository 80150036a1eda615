package dev.helpdesk.authclient.feed;

import dev.helpdesk.token.event.IdentityEvent;
import java.io.IOException;
import java.time.Instant;

/** Takes in what one connection brings, in order. */
final class FeedReader {

    private final FollowedLog log;
    private final FeedMeters meters;
    private boolean anew;
    private boolean doubted = true;
    private boolean caughtUp;

    FeedReader(FollowedLog log, FeedMeters meters) {
        this.log = log;
        this.meters = meters;
    }

    /** Whether this connection has told all there was. */
    boolean caughtUp() {
        return caughtUp;
    }

    void take(FeedMessage message) throws IOException {
        switch (message) {
            case FeedMessage.Reset reset -> reset();
            case FeedMessage.Snapshot(byte[] records) -> snapshot(records);
            case FeedMessage.Ready(String position) -> ready(position);
            case FeedMessage.Entry entry -> entry(entry);
            case FeedMessage.Heartbeat(String keys) -> heartbeat(keys);
            case FeedMessage.Distrust distrust -> distrust();
            case FeedMessage.Unknown unknown -> {}
        }
    }

    private void reset() {
        anew = true;
        caughtUp = false;
        doubted = true;
        log.freshness().doubt();
        log.forgetPosition();
    }

    private void snapshot(byte[] records) throws IOException {
        try {
            log.index().merge(records);
        } catch (IllegalArgumentException e) {
            throw new IOException("the feed sent a snapshot that is none", e);
        }
    }

    private void ready(String position) {
        log.reached(position);
        caughtUp = true;
        log.freshness().ready();
        if (anew) {
            anew = false;
            log.listeners().reset(position);
        }
    }

    private void entry(FeedMessage.Entry entry) {
        IdentityEvent event = entry.event();
        if (event != null) {
            Instant now = Instant.now();
            log.index().add(event, now);
            if (caughtUp) {
                meters.applied(event.at(), now);
            }
            log.listeners().event(entry.position(), event);
        }
        log.reached(entry.position());
        signOfLife();
    }

    private void heartbeat(String keys) {
        doubted = false;
        log.keys(keys);
        signOfLife();
        log.tidy();
    }

    private void distrust() {
        doubted = true;
        log.freshness().doubt();
    }

    /** What is still being caught up with says nothing of now, and the first heartbeat says whether the auth service is sure. */
    private void signOfLife() {
        if (caughtUp && !doubted) {
            log.freshness().sign();
        }
    }
}
