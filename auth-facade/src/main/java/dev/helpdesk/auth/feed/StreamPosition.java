package dev.helpdesk.auth.feed;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of an entry of the log: milliseconds and a number within them, both unsigned. */
record StreamPosition(long millis, long sequence) implements Comparable<StreamPosition> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
    private static final Comparator<StreamPosition> ORDER =
            Comparator.comparingLong(StreamPosition::millis).thenComparingLong(StreamPosition::sequence);

    /** Nothing for what cannot be one. */
    static Optional<StreamPosition> parse(String id) {
        Matcher form = FORM.matcher(id);
        return form.matches()
                ? Optional.of(new StreamPosition(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    static boolean isAfter(String id, String other) {
        return of(id).compareTo(of(other)) > 0;
    }

    static String later(String id, String other) {
        return isAfter(id, other) ? id : other;
    }

    private static StreamPosition of(String id) {
        return parse(id).orElseThrow(() -> new IllegalArgumentException("this is no id of a stream"));
    }

    @Override
    public int compareTo(StreamPosition other) {
        return ORDER.compare(this, other);
    }
}
