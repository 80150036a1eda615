package dev.helpdesk.user.directory;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the log of identity events: the id of an entry of a Redis Stream, whose two halves count as numbers. */
record LogPosition(long millis, long sequence) implements Comparable<LogPosition> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,20})-(\\d{1,20})");
    private static final Comparator<LogPosition> ORDER = Comparator.comparing(
                    LogPosition::millis, Long::compareUnsigned)
            .thenComparing(LogPosition::sequence, Long::compareUnsigned);

    static LogPosition parse(String text) {
        Matcher halves = FORM.matcher(text);
        if (!halves.matches()) {
            throw new IllegalArgumentException("not a position of the log: " + text);
        }
        return new LogPosition(Long.parseUnsignedLong(halves.group(1)), Long.parseUnsignedLong(halves.group(2)));
    }

    boolean isAfter(LogPosition other) {
        return compareTo(other) > 0;
    }

    /** When the entry was written. */
    Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }
}
