package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a developer can ask for on the command line. */
final class Commands {

    private final Project project;
    private final RunDirectory directory;
    private final Map<String, String> environment;
    private final PrintStream out;

    Commands(Project project, Map<String, String> environment, PrintStream out) {
        this.project = project;
        this.directory = new RunDirectory(project.root().resolve(".run"));
        this.environment = environment;
        this.out = out;
    }

    /** False when it was interrupted; nothing is left running then. */
    boolean start() {
        long start = System.nanoTime();
        Interruption interruption = new Interruption(out);
        Platform platform;
        try {
            platform = Platform.start(PlatformOptions.forDevelopment(project, environment), progress());
        } catch (LauncherException e) {
            if (interruption.happened()) {
                return false;
            }
            throw e;
        } finally {
            interruption.noLongerMatters();
        }
        platform.leaveRunning();
        progress().done("everything", Duration.ofNanos(System.nanoTime() - start));
        out.print(Summary.of(platform.development(), relative(directory.environment())));
        return true;
    }

    void stop() {
        if (!Files.isDirectory(directory.path())) {
            out.println("Nothing is running.");
            return;
        }
        RunLock lock = RunLock.take(directory);
        try {
            Processes.stopRecorded(directory, name -> out.println("  " + name + " stopped"));
        } finally {
            lock.close();
        }
        out.println("Nothing is running.");
    }

    void reset() {
        stop();
        directory.delete();
        out.println("Data, secrets and logs are deleted.");
    }

    /** False unless every part runs and does its work. */
    boolean status() throws IOException {
        Status status = Status.of(project, directory);
        status.lines().forEach(out::println);
        return status.allReady();
    }

    /** Follows all logs until it is interrupted. */
    void logs() throws IOException {
        List<String> names = directory.logged();
        if (names.isEmpty()) {
            throw new LauncherException("there are no logs yet: 'make start' first");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", "20", "-F"));
        names.forEach(name -> command.add(relative(directory.log(name))));
        try {
            new ProcessBuilder(command)
                    .directory(project.root().toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void begun(String longWork) {
                out.println("  " + longWork);
            }

            @Override
            public void done(String what, Duration elapsed) {
                out.println(String.format(Locale.ROOT, "  %-18s %6.1f s", what, elapsed.toMillis() / 1000.0));
            }
        };
    }

    private String relative(Path file) {
        return project.root().relativize(file).toString();
    }
}
