package dev.helpdesk.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a process is run: secrets only in the environment or in files, never in the command. */
record ProcessSpec(
        List<String> command,
        Map<String, String> environment,
        Path workingDirectory,
        Signal stopSignal,
        Duration patience) {

    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The environment holds secrets. */
    @Override
    public String toString() {
        return "ProcessSpec" + command;
    }
}
