package dev.helpdesk.user.admin;

import dev.helpdesk.user.avatar.Avatars;
import dev.helpdesk.user.directory.Directory;
import dev.helpdesk.user.profile.Profiles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Counts what there is, but not at every call: a count is good for half a second, for all replicas. */
@Component
final class StatsDesk {

    private final Directory directory;
    private final Profiles profiles;
    private final Avatars avatars;
    private final StatsCache cache;

    StatsDesk(Directory directory, Profiles profiles, Avatars avatars, StatsCache cache) {
        this.directory = directory;
        this.profiles = profiles;
        this.avatars = avatars;
        this.cache = cache;
    }

    Stats stats() {
        return cache.get().orElseGet(this::count);
    }

    private Stats count() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Stats stats = new Stats(directory.counts(), profiles.counts(), avatars.counts(), now);
        cache.put(stats);
        return stats;
    }
}
