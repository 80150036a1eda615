package dev.helpdesk.token;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids of keys that were asked for since the last look, the latest of them only: anybody can make them up. */
final class AskedIds {

    private static final int MOST = 1_000;

    private LinkedHashSet<String> ids = new LinkedHashSet<>();

    synchronized void add(String id) {
        if (ids.add(id) && ids.size() > MOST) {
            ids.removeFirst();
        }
    }

    /** Those until now; from now on others are gathered. */
    synchronized Set<String> take() {
        Set<String> taken = ids;
        ids = new LinkedHashSet<>();
        return taken;
    }
}
