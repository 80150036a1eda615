package dev.helpdesk.auth.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What an operator may want to know of the feed. */
@Component
class FeedMeters {

    private final Counter sent;
    private final Map<Ending, Counter> endings = new EnumMap<>(Ending.class);

    FeedMeters(MeterRegistry meters, Followers followers) {
        meters.gauge("helpdesk.feed.followers", followers, Followers::count);
        this.sent = meters.counter("helpdesk.feed.sent");
        for (Ending ending : Ending.values()) {
            endings.put(ending, meters.counter("helpdesk.feed.ended", "reason", ending.label()));
        }
    }

    /** An entry was told to a follower. */
    void sent() {
        sent.increment();
    }

    void ended(Ending why) {
        Objects.requireNonNull(endings.get(why)).increment();
    }
}
