package dev.helpdesk.auth.revocation;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The latest ids of events. Of 100,000: more than are compared at a time, some ten megabytes at most. */
final class RecentIds {

    private static final int MOST = 100_000;

    private final Set<String> ids = new LinkedHashSet<>();

    void add(String id) {
        if (ids.add(id) && ids.size() > MOST) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    void clear() {
        ids.clear();
    }
}
