package dev.helpdesk.launcher;

import java.io.IOException;

/** The signals that processes are sent, to their whole group when they lead one. */
enum Signal {
    /** Stop in order. */
    TERM,
    /** Stop in order; PostgreSQL's fast shutdown. */
    INT,
    /** Stop at once. */
    KILL,
    /** Freeze. */
    STOP,
    /** Go on. */
    CONT;

    void sendTo(long pid, boolean group) {
        String target = (group ? "-" : "") + pid;
        try {
            // The shell's own kill: there on every machine, and it knows process groups.
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", name(), target)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LauncherException("cannot send signal " + this + " to process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
