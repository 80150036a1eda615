package dev.helpdesk.token.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Fingerprints, and until when each matters, in one array of numbers: a million of them are one object of some 50 MB. Those who write
 * wait for each other; those who look wait for nobody.
 *
 * <p>An entry takes the first free place from its own on (open addressing) and three numbers: {@code high}, {@code low}, {@code until}.
 * {@code high} is written last, so that who sees an entry sees all of it. A place is never given to another entry in the same array:
 * an entry that is forgotten keeps it with an {@code until} of 0 until the array is replaced.
 */
final class FingerprintTable {

    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int WIDTH = 3;
    private static final int FEWEST_PLACES = 8;

    private volatile long[] numbers = new long[FEWEST_PLACES * WIDTH];
    private volatile int size;
    private int taken;

    /** Receives the entries of a table. */
    @FunctionalInterface
    interface Visitor {
        void visit(Fingerprint fingerprint, long until);
    }

    /** Until when the entry matters, or 0 if there is none. */
    long find(Fingerprint wanted) {
        long[] now = numbers;
        int at = firstPlace(now, wanted.low());
        for (long high = high(now, at); high != 0; high = high(now, at)) {
            if (high == wanted.high() && now[at + 1] == wanted.low()) {
                return (long) NUMBER.getAcquire(now, at + 2);
            }
            at = next(now, at);
        }
        return 0;
    }

    int size() {
        return size;
    }

    /** How many entries the array has room for. */
    int places() {
        return numbers.length / WIDTH;
    }

    /** Adds an entry, or lets the one that is there matter longer. */
    synchronized void put(Fingerprint key, long until) {
        int at = place(numbers, key);
        if (numbers[at] == 0) {
            at = free(at, key);
            taken++;
            write(numbers, at, key, until);
            size++;
        } else if (numbers[at + 2] < until) {
            boolean forgotten = numbers[at + 2] == 0;
            NUMBER.setRelease(numbers, at + 2, until);
            size += forgotten ? 1 : 0;
        }
    }

    /** Drops the entries that matter no longer. */
    synchronized void forget(long second) {
        long[] now = numbers;
        int left = 0;
        for (int at = 0; at < now.length; at += WIDTH) {
            if (now[at + 2] > second) {
                left++;
            } else if (now[at + 2] != 0) {
                NUMBER.setRelease(now, at + 2, 0L);
            }
        }
        size = left;
        if (placesFor(left) * 2 * WIDTH < now.length) {
            replace(left);
        }
    }

    /** Shows each entry that was there at the start and has not been forgotten since; later ones perhaps. */
    void forEach(Visitor visitor) {
        long[] now = numbers;
        for (int at = 0; at < now.length; at += WIDTH) {
            long high = high(now, at);
            long until = (long) NUMBER.getAcquire(now, at + 2);
            if (high != 0 && until != 0) {
                visitor.visit(new Fingerprint(high, now[at + 1]), until);
            }
        }
    }

    /** Where a new entry may go: places stay so free that the next free one is near. */
    private int free(int at, Fingerprint key) {
        if ((taken + 1) * 5L <= numbers.length / WIDTH * 3L) {
            return at;
        }
        replace(size + 1);
        return place(numbers, key);
    }

    /** Readers go on with the array they have. */
    private void replace(int entries) {
        long[] fresh = new long[placesFor(entries) * WIDTH];
        forEach((key, until) -> write(fresh, place(fresh, key), key, until));
        taken = size;
        numbers = fresh;
    }

    private static void write(long[] numbers, int at, Fingerprint key, long until) {
        numbers[at + 1] = key.low();
        numbers[at + 2] = until;
        NUMBER.setRelease(numbers, at, key.high());
    }

    /** The smallest power of two of which the entries take half at most. */
    private static int placesFor(int entries) {
        return Math.max(FEWEST_PLACES, Integer.highestOneBit(Math.max(1, entries * 2 - 1)) * 2);
    }

    private static int place(long[] numbers, Fingerprint key) {
        int at = firstPlace(numbers, key.low());
        while (numbers[at] != 0 && (numbers[at] != key.high() || numbers[at + 1] != key.low())) {
            at = next(numbers, at);
        }
        return at;
    }

    private static int firstPlace(long[] numbers, long low) {
        return (int) (low & (numbers.length / WIDTH - 1)) * WIDTH;
    }

    private static int next(long[] numbers, int at) {
        return at + WIDTH == numbers.length ? 0 : at + WIDTH;
    }

    private static long high(long[] numbers, int at) {
        return (long) NUMBER.getAcquire(numbers, at);
    }
}
