package dev.helpdesk.auth.once;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of this process, the oldest first to go when there are many. */
final class LocalRecords implements Records {

    private final Map<String, Held> entries;

    private record Held(Entry entry, long until) {

        boolean hasExpired() {
            return System.nanoTime() - until >= 0;
        }
    }

    LocalRecords(int most) {
        entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
                return size() > most || eldest.getValue().hasExpired();
            }
        };
    }

    @Override
    public synchronized Optional<Entry> take(String id, Entry claim, @Nullable Entry outdated) {
        Optional<Entry> held = find(id).filter(entry -> !entry.equals(outdated));
        if (held.isEmpty()) {
            put(id, claim, LEASE);
        }
        return held;
    }

    @Override
    public synchronized Optional<Entry> find(String id) {
        Held held = entries.get(id);
        if (held != null && held.hasExpired()) {
            entries.remove(id);
            return Optional.empty();
        }
        return Optional.ofNullable(held).map(Held::entry);
    }

    @Override
    public synchronized void renew(String id, Entry claim) {
        if (find(id).filter(claim::equals).isPresent()) {
            put(id, claim, LEASE);
        }
    }

    /** Failures are not kept: in one process those who wait get them without. */
    @Override
    public synchronized void settle(String id, Entry claim, Entry outcome, Duration kept) {
        if (find(id).filter(held -> !held.equals(claim)).isPresent()) {
            return;
        }
        entries.remove(id);
        if (!outcome.isFailure()) {
            put(id, outcome, kept);
        }
    }

    synchronized void forget(String id, Entry entry) {
        if (find(id).filter(entry::equals).isPresent()) {
            entries.remove(id);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private void put(String id, Entry entry, Duration kept) {
        entries.remove(id);
        entries.put(id, new Held(entry, System.nanoTime() + kept.toNanos()));
    }
}
