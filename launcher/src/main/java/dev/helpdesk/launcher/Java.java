package dev.helpdesk.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands on the JDK that runs the launcher itself. */
final class Java {

    /** Quick to start, small: this is a development machine. */
    private static final List<String> FAST_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private Java() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/java").toString());
        command.addAll(FAST_START);
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command;
    }
}
