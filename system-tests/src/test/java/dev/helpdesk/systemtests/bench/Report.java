package dev.helpdesk.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The findings as text for the terminal and as a page for the documentation. */
final class Report {

    private Report() {}

    static String text(Findings findings) {
        return findings.figures().stream()
                .map(figure -> "  %-64s %-44s %-12s %s"
                        .formatted(figure.what(), figure.measured(), figure.target(), figure.verdict()))
                .collect(Collectors.joining("\n", findings.title() + "\n", "\n"));
    }

    static void write(Path folder, List<Findings> findings, Machine machine, Duration took) throws IOException {
        Files.createDirectories(folder);
        String page =
                head(machine, took) + findings.stream().map(Report::section).collect(Collectors.joining());
        Files.writeString(folder.resolve("revocation.md"), page);
        Files.writeString(
                folder.resolve("revocation.svg"),
                Picture.of(findings.stream()
                        .flatMap(found -> found.series().stream())
                        .toList()));
    }

    private static String head(Machine machine, Duration took) {
        return """
            # Revocation, measured

            Written by `make bench`, which starts a system of its own for it: Keycloak, its stores, two auth-facades and two
            user-services, one with `AUTH_VERIFICATION=facade` and one with `local`. Everything, clients included, shares one machine:

            > %s; %d s in all.

            ![How long after its revocation a token is refused](revocation.svg)

            The picture has a row for each kind of revocation and each who refuses: how many rounds took how long, on a logarithmic scale.
            The lines mark p50 and p99, the dashed one the p99 aimed at.
            """.formatted(machine, took.toSeconds());
    }

    private static String section(Findings findings) {
        return findings.figures().stream()
                .map(figure -> "| %s | %s | %s | %s |%n"
                        .formatted(figure.what(), figure.measured(), figure.target(), figure.verdict()))
                .collect(Collectors.joining(
                        "",
                        "%n## %s%n%n%s%n%n| measure | measured | target | |%n|---|---|---|---|%n"
                                .formatted(findings.title(), findings.method()),
                        ""));
    }
}
