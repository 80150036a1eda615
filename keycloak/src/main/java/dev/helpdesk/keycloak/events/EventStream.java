package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import java.io.IOException;
import java.util.List;

/** The log that events are appended to. */
interface EventStream extends AutoCloseable {

    /**
     * Appends events in order. Having failed, it may have appended some of them: readers know them by their ids.
     *
     * @throws IOException when the log could not be reached or refused
     */
    void append(List<IdentityEvent> events) throws IOException;

    @Override
    void close();
}
