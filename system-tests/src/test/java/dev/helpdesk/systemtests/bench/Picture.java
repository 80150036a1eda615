package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.bench.Findings.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws distributions one below the other on a common logarithmic scale, as an SVG for light and dark surroundings. */
final class Picture {

    private static final int WIDTH = 860;
    private static final int LEFT = 176;
    private static final int RIGHT = 636;
    private static final int ROW = 38;
    private static final int TOP = 58;
    private static final int BINS = 66;
    private static final double FROM = 0.5;
    private static final double TO = 1_000;

    private static final String TITLE =
            "Milliseconds from the acknowledgement of a revocation to the refusal of the token";

    private static final String STYLE = """
            <style>
              :root { color-scheme: light dark; }
              svg { --ground: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d9dee3; --bar: #3b82c4; --mark: #1f2328; --aim: #b35900; }
              @media (prefers-color-scheme: dark) {
                svg { --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #2b313a; --bar: #58a6ff; --mark: #e6edf3; --aim: #e3a04f; }
              }
              text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; }
              .soft { fill: var(--soft); font-size: 12px; }
              .group { font-weight: 600; }
              .end { text-anchor: end; }
              .middle { text-anchor: middle; }
              .grid { stroke: var(--line); }
              .bar { fill: var(--bar); }
              .mark { stroke: var(--mark); stroke-width: 1.5; }
              .aim { stroke: var(--aim); stroke-width: 1.5; stroke-dasharray: 4 3; }
            </style>
            <rect width="100%" height="100%" fill="var(--ground)"/>
            """;

    private final StringBuilder svg = new StringBuilder();
    private int y = TOP;

    private Picture() {}

    static String of(List<Series> series) {
        Picture picture = new Picture();
        String group = "";
        for (Series one : series) {
            if (!one.group().equals(group)) {
                group = one.group();
                picture.heading(group);
            }
            picture.row(one);
        }
        return picture.finish();
    }

    private void heading(String group) {
        y += 28;
        text(16, y - 4, "group", group);
    }

    private void row(Series series) {
        y += ROW;
        text(LEFT - 12, y - 8, "end", series.name());
        bars(series.times());
        line("grid", LEFT, y, RIGHT, y);
        line("aim", x(series.target()), y - ROW + 6, x(series.target()), y);
        line(
                "mark",
                x(series.times().quantile(0.5)),
                y - ROW + 6,
                x(series.times().quantile(0.5)),
                y);
        line(
                "mark",
                x(series.times().quantile(0.99)),
                y - ROW + 16,
                x(series.times().quantile(0.99)),
                y);
        text(RIGHT + 76, y - 8, "end", Figure.number(series.times().quantile(0.5)));
        text(RIGHT + 140, y - 8, "end", Figure.number(series.times().quantile(0.99)));
        text(RIGHT + 204, y - 8, "end", Figure.number(series.times().max()));
    }

    private void bars(Distribution times) {
        long[] counts = new long[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = times.between(bin == 0 ? 0 : edge(bin), bin == BINS - 1 ? Double.MAX_VALUE : edge(bin + 1));
        }
        double most = Math.max(1, (double) Arrays.stream(counts).max().orElseThrow());
        double width = (RIGHT - LEFT) / (double) BINS;
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                // A single round among a thousand must still be seen.
                double height = Math.max(1.5, (ROW - 8) * counts[bin] / most);
                append("<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                        .formatted(n(LEFT + bin * width), n(y - height), n(width - 1), n(height)));
            }
        }
    }

    private String finish() {
        int bottom = y + 8;
        String body = svg.toString();
        svg.setLength(0);
        append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                .formatted(WIDTH, bottom + 34, TITLE));
        append(STYLE);
        text(16, 26, "group", TITLE);
        text(LEFT, 50, "soft", "lines: p50 and p99 · dashed: the p99 aimed at");
        text(RIGHT + 76, TOP + 6, "end soft", "p50 ms");
        text(RIGHT + 140, TOP + 6, "end soft", "p99 ms");
        text(RIGHT + 204, TOP + 6, "end soft", "max ms");
        for (double tick : new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000}) {
            line("grid", x(tick), TOP + 12, x(tick), bottom);
            text(x(tick), bottom + 18, "middle soft", Figure.number(tick));
        }
        return svg + body + "</svg>\n";
    }

    private static double edge(int bin) {
        return FROM * Math.pow(TO / FROM, bin / (double) BINS);
    }

    private static double x(double millis) {
        double share = Math.log(Math.clamp(millis, FROM, TO) / FROM) / Math.log(TO / FROM);
        return LEFT + share * (RIGHT - LEFT);
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                .formatted(kind, n(x1), n(y1), n(x2), n(y2)));
    }

    private void text(double x, double y, String kind, String content) {
        append("<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>".formatted(kind, n(x), n(y), content));
    }

    private void append(String element) {
        svg.append(element).append('\n');
    }

    /** Without the digits that nobody can see. */
    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
