package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Cluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a system, measures on it what it is asked to, or everything, prints it and writes the report. */
final class Main {

    private static final PrintStream OUT = System.out;
    private static final Path REPORT = Path.of("docs/benchmarks");

    /** In the order in which they do not disturb each other: the million stays in the log. */
    private static final List<Measure> ALL = List.of(
            new LogoutMeasure(),
            new ConsoleMeasure(),
            new RefreshMeasure(),
            new FollowersMeasure(),
            new CutMeasure(),
            new MillionMeasure());

    private Main() {}

    /** Takes the names of what to measure; nothing means everything, and only then the report is written. */
    public static void main(String[] names) throws IOException, InterruptedException {
        List<Measure> chosen = chosen(List.of(names));
        Machine before = Machine.now();
        OUT.println(before);
        List<Findings> findings = new ArrayList<>();
        long start = System.nanoTime();
        OUT.println("starting two auth-facades and two user-services ...");
        try (Cluster cluster = Cluster.direct()) {
            for (Measure measure : chosen) {
                Findings found = measure.run(cluster, what -> OUT.println("  " + measure.name() + ": " + what));
                OUT.println(Report.text(found));
                findings.add(found);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        OUT.println("in " + took.toSeconds() + " s, " + Machine.now().load());
        if (chosen.size() == ALL.size()) {
            Report.write(REPORT, findings, before, took);
            OUT.println("written to " + REPORT);
        }
    }

    private static List<Measure> chosen(List<String> names) {
        List<Measure> chosen = ALL.stream()
                .filter(measure -> names.isEmpty() || names.contains(measure.name()))
                .toList();
        if (chosen.size() < names.size() || chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are " + ALL.stream().map(Measure::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }
}
