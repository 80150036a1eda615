package dev.helpdesk.auth.revocation;

import dev.helpdesk.auth.revocation.IdentityLog.Entry;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** The stream of identity events in Redis. Every call throws Spring's {@code DataAccessException} when Redis gives no answer. */
@Component
class StoredLog {

    private final StringRedisTemplate redis;

    StoredLog(StringRedisTemplate redis) {
        this.redis = redis;
    }

    List<Entry> entries(String after, int limit) {
        List<Entry> entries = new ArrayList<>();
        String position = after;
        List<MapRecord<String, String, String>> page;
        do {
            page = page(position, limit - entries.size());
            for (MapRecord<String, String, String> stored : page) {
                position = stored.getId().getValue();
                IdentityEvent event = event(stored.getValue());
                if (event != null) {
                    entries.add(new Entry(position, event));
                }
            }
        } while (!page.isEmpty() && entries.size() < limit);
        return entries;
    }

    boolean holds(String position) {
        return !range(Range.closed(position, position), 1).isEmpty();
    }

    private List<MapRecord<String, String, String>> page(String after, int limit) {
        return range(Range.of(Bound.exclusive(after), Bound.unbounded()), limit);
    }

    private List<MapRecord<String, String, String>> range(Range<String> range, int limit) {
        return Objects.requireNonNullElse(
                redis.<String, String>opsForStream()
                        .range(StreamForm.STREAM, range, Limit.limit().count(limit)),
                List.of());
    }

    private static @Nullable IdentityEvent event(Map<String, String> fields) {
        try {
            return StreamForm.read(fields);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
