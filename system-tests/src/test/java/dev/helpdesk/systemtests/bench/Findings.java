package dev.helpdesk.systemtests.bench;

import java.util.List;

/**
 * What a measure found.
 *
 * @param title what was measured
 * @param method how, in a sentence or two
 * @param series distributions worth a picture
 */
record Findings(String title, String method, List<Figure> figures, List<Series> series) {

    Findings {
        figures = List.copyOf(figures);
        series = List.copyOf(series);
    }

    static Findings of(String title, String method, List<Figure> figures) {
        return new Findings(title, method, figures, List.of());
    }

    /** Times under a name, with the p99 that was aimed at. */
    record Series(String group, String name, Distribution times, double target) {}
}
