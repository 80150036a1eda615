package dev.helpdesk.token.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows which sessions a user had when an event happened, if anybody does. */
@FunctionalInterface
public interface LiveSessions {

    /** For who was not there when it happened. */
    LiveSessions UNKNOWN = userId -> null;

    /** The ids of the sessions the user had right before, or null when they are not known or too many to name one by one. */
    @Nullable List<String> of(String userId);
}
