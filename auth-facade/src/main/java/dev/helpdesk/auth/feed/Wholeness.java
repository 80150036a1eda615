package dev.helpdesk.auth.feed;

import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.revocation.LogListener;
import dev.helpdesk.token.event.IdentityEvent;

/** Whether the log could ever be trusted. Before, its index is no start for anybody. */
final class Wholeness implements LogListener {

    private volatile boolean ever;

    Wholeness() {}

    static Wholeness of(IdentityLog log) {
        Wholeness wholeness = new Wholeness();
        // Never closed: it listens as long as the log is there.
        IdentityLog.Registration registration = log.follow(wholeness);
        if (registration.whole()) {
            wholeness.ever = true;
        }
        return wholeness;
    }

    boolean ever() {
        return ever;
    }

    @Override
    public void appended(String position, IdentityEvent event) {}

    @Override
    public void trusted(boolean whole) {
        if (whole) {
            ever = true;
        }
    }

    @Override
    public void rebuilt() {}
}
