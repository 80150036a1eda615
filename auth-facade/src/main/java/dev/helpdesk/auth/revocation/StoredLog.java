package dev.helpdesk.auth.revocation;

import dev.helpdesk.auth.revocation.IdentityLog.Entry;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The stream of identity events in Redis. Every call throws Spring's {@code DataAccessException} when Redis gives no answer. */
class StoredLog {

    /** An hour longer than any token lives, as Keycloak's provider keeps them. */
    private static final Duration KEPT = RevocationProperties.REMEMBERED.plusHours(1);

    private final StringRedisTemplate redis;
    private final Clock clock;

    StoredLog(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
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

    /** Writes events in their order, and drops what is too old to concern a living token. */
    void append(List<IdentityEvent> events) {
        XAddOptions trimmed = XAddOptions.trim(
                TrimOptions.minId(RecordId.of(clock.instant().minus(KEPT).toEpochMilli(), 0))
                        .approximate());
        redis.executePipelined(new SessionCallback<@Nullable Object>() {
            @Override
            public <K, V> @Nullable Object execute(RedisOperations<K, V> operations) {
                events.forEach(event -> add(event, trimmed));
                return null;
            }
        });
    }

    /** Within the callback the template uses the connection of the pipeline. */
    private void add(IdentityEvent event, XAddOptions options) {
        redis.<String, String>opsForStream().add(StreamForm.STREAM, StreamForm.write(event), options);
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
