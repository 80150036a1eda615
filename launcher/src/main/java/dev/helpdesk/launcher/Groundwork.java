package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** What must be true before anything is started, and the secrets that everything is started with. */
record Groundwork(RunDirectory directory, PlatformOptions options) {

    DevEnvironment lay() {
        refuseSecondStart();
        options.ports().requireFree(options.parts());
        boolean first = !Files.exists(directory.environment());
        if (first && directory.hasData()) {
            throw new LauncherException("%s with the passwords of the databases is gone: 'make reset' starts anew"
                    .formatted(directory.environment()));
        }
        try {
            Map<String, String> former = first ? Map.of() : DevEnvironment.read(directory.environment());
            DevEnvironment development = DevEnvironment.of(options.ports(), former);
            development.write(directory.environment());
            return development;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseSecondStart() {
        List<String> running = Processes.running(directory);
        if (!running.isEmpty()) {
            throw new LauncherException("already running (%s): 'make status' tells more, 'make stop' ends it"
                    .formatted(String.join(", ", running)));
        }
    }
}
