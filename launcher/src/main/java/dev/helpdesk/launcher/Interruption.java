package dev.helpdesk.launcher;

import java.io.PrintStream;

/** Ctrl-C or a SIGTERM while something is started. */
final class Interruption {

    private final Thread hook;
    private volatile boolean happened;

    Interruption(PrintStream out) {
        hook = new Thread(() -> {
            happened = true;
            out.println("Interrupted: stopping what was started.");
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean happened() {
        return happened;
    }

    void noLongerMatters() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, the hook has had its say
        }
    }
}
