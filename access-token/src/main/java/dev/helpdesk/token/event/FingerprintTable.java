package dev.helpdesk.token.event;

/**
 * Fingerprints, and until when each matters, in a few large arrays: a million of them need some 60 MB and nothing to collect. Those
 * who write wait for each other; those who look wait for nobody.
 */
final class FingerprintTable {

    private static final int FEWEST_PLACES = 8;

    private volatile Places places = new Places(FEWEST_PLACES);
    private volatile int size;
    private int taken;

    /** Receives the entries of a table. */
    @FunctionalInterface
    interface Visitor {
        void visit(Fingerprint fingerprint, long until);
    }

    /** Until when the entry matters, or 0 if there is none. */
    long find(Fingerprint wanted) {
        Places now = places;
        int at = now.find(wanted);
        return at < 0 ? 0 : now.until(at);
    }

    int size() {
        return size;
    }

    /** How many entries the arrays have room for. */
    int places() {
        return places.count();
    }

    /** Adds an entry, or lets the one that is there matter longer. */
    synchronized void put(Fingerprint key, long until) {
        int at = places.find(key);
        if (at < 0) {
            makeRoom();
            places.add(key, until);
            taken++;
            size++;
        } else if (places.until(at) < until) {
            size += places.until(at) == 0 ? 1 : 0;
            places.setUntil(at, until);
        }
    }

    /** Drops the entries that matter no longer. */
    synchronized void forget(long second) {
        Places now = places;
        int left = 0;
        for (int at = 0; at < now.count(); at++) {
            if (now.until(at) > second) {
                left++;
            } else if (now.until(at) != 0) {
                now.setUntil(at, 0);
            }
        }
        size = left;
        if (placesFor(left) * 4 <= now.count()) {
            replace(left);
        }
    }

    /** Shows each entry that was there at the start and has not been forgotten since; later ones perhaps. */
    void forEach(Visitor visitor) {
        Places now = places;
        for (int at = 0; at < now.count(); at++) {
            long until = now.until(at);
            if (until != 0 && now.isTaken(at)) {
                visitor.visit(now.fingerprint(at), until);
            }
        }
    }

    /** So many places stay free that a search soon meets one. */
    private void makeRoom() {
        if ((taken + 1) * 5L > places.count() * 3L) {
            replace(size + 1);
        }
    }

    /** Readers go on with the arrays they have. */
    private void replace(int entries) {
        Places fresh = new Places(placesFor(entries));
        forEach(fresh::add);
        taken = size;
        places = fresh;
    }

    /** The smallest power of two of which the entries take half at most. */
    private static int placesFor(int entries) {
        return Math.max(FEWEST_PLACES, Integer.highestOneBit(Math.max(1, entries * 2 - 1)) * 2);
    }
}
