package dev.helpdesk.auth.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much of a user's sessions a logout ends. */
enum Scope {
    SESSION,
    OTHERS,
    ALL;

    static Scope of(@Nullable String name) {
        return name == null ? SESSION : valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The sessions to end, of those that are open and the caller's own ones; those count as open in any case and come last. */
    Set<String> choose(Set<String> own, Collection<String> open) {
        Set<String> chosen = new LinkedHashSet<>(this == SESSION ? Set.of() : open);
        chosen.removeAll(own);
        if (this != OTHERS) {
            chosen.addAll(own);
        }
        return chosen;
    }
}
