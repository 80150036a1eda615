package dev.helpdesk.token.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The arrays of a {@link FingerprintTable}. An entry takes the first free place from its own on (open addressing): three numbers, and
 * a byte of the fingerprint as a tag. Nearly every search is for what is not there, and ends at the tags, which stay in the processor's
 * cache where the numbers would not.
 *
 * <p>One thread at a time writes. The tag is written last, so that who sees an entry sees all of it. A place never changes hands: an
 * entry that is forgotten keeps it, with an {@code until} of 0.
 */
final class Places {

    private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);

    private final int count;
    private final byte[] tags;
    private final long[] numbers;

    /**
     * @param count a power of two
     */
    Places(int count) {
        this.count = count;
        this.tags = new byte[count];
        this.numbers = new long[count * 3];
    }

    int count() {
        return count;
    }

    /** The place of the entry, or a negative number if it has none. */
    int find(Fingerprint key) {
        byte wanted = tag(key);
        for (int at = first(key); ; at = next(at)) {
            byte tag = (byte) TAG.getAcquire(tags, at);
            if (tag == 0) {
                return -1;
            }
            if (tag == wanted && numbers[at * 3] == key.high() && numbers[at * 3 + 1] == key.low()) {
                return at;
            }
        }
    }

    /** Gives an entry, which has none yet, a place. */
    void add(Fingerprint key, long until) {
        int at = first(key);
        while (tags[at] != 0) {
            at = next(at);
        }
        numbers[at * 3] = key.high();
        numbers[at * 3 + 1] = key.low();
        setUntil(at, until);
        TAG.setRelease(tags, at, tag(key));
    }

    boolean isTaken(int at) {
        return (byte) TAG.getAcquire(tags, at) != 0;
    }

    Fingerprint fingerprint(int at) {
        return new Fingerprint(numbers[at * 3], numbers[at * 3 + 1]);
    }

    long until(int at) {
        return (long) NUMBER.getAcquire(numbers, at * 3 + 2);
    }

    void setUntil(int at, long until) {
        NUMBER.setRelease(numbers, at * 3 + 2, until);
    }

    private int first(Fingerprint key) {
        return (int) key.low() & (count - 1);
    }

    private int next(int at) {
        return (at + 1) & (count - 1);
    }

    /** Of other bits than the place; never 0, which marks a free place. */
    private static byte tag(Fingerprint key) {
        return (byte) (key.high() | 1);
    }
}
