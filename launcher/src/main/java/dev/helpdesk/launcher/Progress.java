package dev.helpdesk.launcher;

import java.time.Duration;

/** Is told how a start goes on. */
@FunctionalInterface
interface Progress {

    /** For nobody. */
    Progress NONE = (what, elapsed) -> {};

    void done(String what, Duration elapsed);
}
