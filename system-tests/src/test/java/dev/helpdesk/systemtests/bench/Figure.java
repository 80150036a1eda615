package dev.helpdesk.systemtests.bench;

import java.util.Locale;

/**
 * A number beside the one that was aimed at.
 *
 * @param target what was aimed at, in words; empty when nothing was
 * @param reached whether the target was reached
 */
record Figure(String what, String measured, String target, boolean reached) {

    /** Good when it is that much at most. */
    static Figure atMost(String what, double measured, double limit, String unit) {
        return new Figure(what, number(measured) + unit, "≤ " + number(limit) + unit, measured <= limit);
    }

    /** Good when it is that much at least. */
    static Figure atLeast(String what, double measured, double limit, String unit) {
        return new Figure(what, number(measured) + unit, "≥ " + number(limit) + unit, measured >= limit);
    }

    /** Good when it is exactly that. */
    static Figure exactly(String what, long measured, long wanted) {
        return new Figure(what, Long.toString(measured), Long.toString(wanted), measured == wanted);
    }

    /** For whoever wants to know. */
    static Figure plain(String what, String measured) {
        return new Figure(what, measured, "", true);
    }

    String verdict() {
        if (target.isEmpty()) {
            return "";
        }
        return reached ? "reached" : "MISSED";
    }

    /** Three digits that count. */
    static String number(double value) {
        int decimals = value == Math.rint(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
