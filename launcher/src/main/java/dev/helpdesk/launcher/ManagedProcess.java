package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process of the system: started in a session of its own, so that it outlives the launcher, and stopped in order. */
public final class ManagedProcess {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final int LAST_LINES = 15;

    private final String name;
    private final RunDirectory directory;
    private final Component component;
    private volatile @Nullable Running running;
    private boolean retired;

    private record Running(ProcessRecord process, ProcessSpec spec) {}

    ManagedProcess(String name, RunDirectory directory, Component component) {
        this.name = name;
        this.directory = directory;
        this.component = component;
    }

    public String name() {
        return name;
    }

    /** Where the process writes to; the log of the start before is kept beside it. */
    public Path log() {
        return directory.log(name);
    }

    /** The process id of the last start, for tools that look into a process. */
    public long pid() {
        return started().process().pid();
    }

    public boolean isRunning() {
        Running current = running;
        return current != null && current.process().isAlive();
    }

    /** Starts the process and waits until it does its work. */
    public void start() {
        if (isRunning()) {
            throw new LauncherException(name + " is running already");
        }
        try {
            spawn(component.prepare());
        } catch (IOException e) {
            throw new LauncherException("cannot start " + name + ": " + e.getMessage(), e);
        }
        awaitReady();
    }

    /** Waits until the process does its work, for example after {@link #resume}. */
    public void awaitReady() {
        Running current = started();
        long deadline = System.nanoTime() + current.spec().patience().toNanos();
        while (!isReady(component.probe())) {
            if (!current.process().isAlive()) {
                throw new LauncherException(name + " ended while starting; the end of " + log() + ":" + lastLines());
            }
            if (System.nanoTime() > deadline) {
                throw new LauncherException("%s was not ready after %d s; the end of %s:%s"
                        .formatted(name, current.spec().patience().toSeconds(), log(), lastLines()));
            }
            if (!Pause.of(STEP)) {
                throw new LauncherException("interrupted while waiting for " + name);
            }
        }
    }

    /** Stops in order, and kills when that takes too long. */
    public void stop() {
        Running current = running;
        if (current != null) {
            stop(current.process(), directory.pidFile(name));
            running = null;
        }
    }

    /** Stops whatever a pid file speaks of. */
    static void stop(ProcessRecord process, Path pidFile) {
        process.stop(Duration.ofSeconds(30));
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new LauncherException("cannot delete " + pidFile, e);
        }
    }

    /** Ends the process and its children at once, as a crash would. */
    public void kill() {
        started().process().kill();
    }

    /** Freezes the process: it keeps its connections and answers nothing. */
    public void pause() {
        started().process().freeze();
    }

    /** Lets a frozen process go on. */
    public void resume() {
        started().process().thaw();
    }

    public void restart() {
        stop();
        start();
    }

    private Running started() {
        Running current = running;
        if (current == null) {
            throw new LauncherException(name + " was not started");
        }
        return current;
    }

    /** Stops for good: a start that is under way at this moment fails. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        stop();
    }

    private synchronized void spawn(ProcessSpec spec) throws IOException {
        if (retired) {
            throw new LauncherException(name + " is not started: everything is being stopped");
        }
        keepFormerLog();
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(spec.command()))
                .directory(spec.workingDirectory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().putAll(spec.environment());
        ProcessRecord process = ProcessRecord.of(builder.start().pid(), spec.stopSignal());
        process.write(directory.pidFile(name));
        running = new Running(process, spec);
    }

    private static List<String> inOwnSession(List<String> command) {
        if (!Programs.isInstalled("setsid")) {
            return command;
        }
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        return detached;
    }

    private void keepFormerLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), log().resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static boolean isReady(Probe probe) {
        try {
            return probe.isReady();
        } catch (IOException e) {
            return false;
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log());
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return "\n    " + String.join("\n    ", last);
        } catch (IOException e) {
            return " (not readable)";
        }
    }
}
