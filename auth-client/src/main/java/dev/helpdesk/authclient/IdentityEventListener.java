package dev.helpdesk.authclient;

import dev.helpdesk.token.event.IdentityEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to identities, in order, from the auth service's feed. Every bean of this type is told.
 *
 * <p>All listeners are called on one thread that is not the one which follows revocations, so a listener may take its time. An event
 * may come twice; a listener that falls far behind, or fails and has no position of its own, gets {@link #reset} in place of what it
 * missed.
 */
public interface IdentityEventListener {

    /**
     * The position this listener has stored, or null to start with {@link #reset}. Asked before the first event, and again after
     * the listener failed.
     */
    default @Nullable String position() {
        return null;
    }

    /**
     * Everything may have changed: reload. When this throws it is called again later.
     *
     * @param position where the listener stands once that is done
     */
    void reset(String position);

    /**
     * An entry of the log. When this throws, the feed goes on from {@link #position()} later.
     *
     * @param position where the listener stands once that is done
     */
    void event(String position, IdentityEvent event);
}
