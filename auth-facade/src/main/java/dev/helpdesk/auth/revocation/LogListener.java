package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.IdentityEvent;

/** Hears of what is read from the log of identity events: one call at a time, in order. Must not block and must not throw. */
public interface LogListener {

    /**
     * An entry was read, and the index holds it.
     *
     * @param position its id in the stream
     */
    void appended(String position, IdentityEvent event);

    /** The index can be trusted from now on, or no more; told within a second. */
    void trusted(boolean whole);

    /** The log is another one and was read anew: positions of before mean nothing, and the index holds what was not told. */
    void rebuilt();
}
