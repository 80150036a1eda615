package dev.helpdesk.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Small real processes for tests, ended with them. */
final class TestProcesses implements AutoCloseable {

    private final List<Process> started = new ArrayList<>();

    long sleeping() throws IOException {
        return start("sleep 600");
    }

    /** Returns when the process ignores that signal. */
    long deafTo(String signal) throws IOException {
        return start("trap '' " + signal + "; echo deaf; while :; do sleep 1; done");
    }

    private long start(String script) throws IOException {
        Process process = new ProcessBuilder("setsid", "sh", "-c", script).start();
        started.add(process);
        if (script.contains("echo")) {
            process.getInputStream().read();
        }
        return process.pid();
    }

    @Override
    public void close() {
        started.forEach(process -> Signal.KILL.sendTo(process.pid(), true));
    }
}
