package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each part of a started system is doing. */
record Status(List<String> lines, boolean allReady) {

    Status {
        lines = List.copyOf(lines);
    }

    static Status of(Project project, RunDirectory directory) throws IOException {
        Components components = components(project, directory);
        List<String> lines = new ArrayList<>();
        boolean allReady = true;
        for (Part part : Part.values()) {
            String state = state(directory, part, components);
            allReady &= state.startsWith("ready");
            lines.add("  %-14s %s".formatted(part.title(), state));
        }
        return new Status(lines, allReady);
    }

    private static String state(RunDirectory directory, Part part, Components components) {
        Optional<ProcessRecord> recorded = ProcessRecord.read(directory.pidFile(part.title()));
        if (recorded.isEmpty()) {
            return "stopped";
        }
        ProcessRecord process = recorded.get();
        if (!process.isAlive()) {
            return "dead: see " + directory.log(part.title());
        }
        boolean ready = ManagedProcess.isReady(components.of(part).probe());
        return (ready ? "ready" : "running, but not ready") + " (pid " + process.pid() + ")";
    }

    /** On the ports and with the secrets of the last start. */
    private static Components components(Project project, RunDirectory directory) throws IOException {
        Map<String, String> last =
                Files.exists(directory.environment()) ? DevEnvironment.read(directory.environment()) : Map.of();
        PlatformOptions options = PlatformOptions.forDevelopment(project, last);
        return new Components(
                project, Cache.ofUser(System.getenv()), directory, options, DevEnvironment.of(options.ports(), last));
    }
}
