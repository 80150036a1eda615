package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.IdentityEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is told: the sessions that ended, by their ids, and the state of the log. */
class Recorder implements LogListener {

    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> positions = new CopyOnWriteArrayList<>();

    @Override
    public void appended(String position, IdentityEvent event) {
        positions.add(position);
        messages.add(((IdentityEvent.SessionRevoked) event).sessionId());
    }

    @Override
    public void trusted(boolean whole) {
        messages.add(whole ? "trust" : "distrust");
    }

    @Override
    public void rebuilt() {
        messages.add("rebuilt");
    }
}
