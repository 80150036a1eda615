package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs helper programs to their end. */
final class Programs {

    private static final Set<Process> RUNNING = new HashSet<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Programs::endAll));
    }

    private Programs() {}

    static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** True when the program ends with 0. */
    static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the program wrote; an exit code other than 0 is an exception that shows it. */
    static String run(String title, List<String> command, Map<String, String> environment, String input)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = start(builder);
        try {
            String output = talk(process, input);
            if (process.waitFor() != 0) {
                throw new LauncherException(title + " failed:\n" + output.strip());
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new LauncherException("interrupted during " + title, e);
        } finally {
            forget(process);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        synchronized (RUNNING) {
            if (ending) {
                throw new LauncherException("everything is being stopped");
            }
            Process process = builder.start();
            RUNNING.add(process);
            return process;
        }
    }

    private static void forget(Process process) {
        synchronized (RUNNING) {
            RUNNING.remove(process);
        }
    }

    private static void endAll() {
        synchronized (RUNNING) {
            ending = true;
            RUNNING.forEach(Process::destroy);
            RUNNING.forEach(process -> process.onExit()
                    .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                    .join());
            RUNNING.forEach(Process::destroyForcibly);
        }
    }

    private static String talk(Process process, String input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
