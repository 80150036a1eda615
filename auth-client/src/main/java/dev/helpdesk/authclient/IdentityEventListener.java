package dev.helpdesk.authclient;

import dev.helpdesk.token.event.IdentityEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to identities, in order, from the auth service's feed. Every bean of this type is told.
 *
 * <p>Each listener is called on a thread of its own, so it may take its time. An event may come twice. What fails is told again after a
 * pause; a listener that fails over and over, or falls far behind, gets {@link #reset} in place of what it missed.
 */
public interface IdentityEventListener {

    /**
     * The position this listener has stored, or null to start with {@link #reset}. Asked before the feed is followed for the first time,
     * for two seconds at most; listeners that do not stand at the same place all start with a reset.
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
     * An entry of the log. When this throws it is called again later, with the same event or with a reset.
     *
     * @param position where the listener stands once that is done
     */
    void event(String position, IdentityEvent event);
}
