package dev.helpdesk.launcher;

import java.time.Duration;

/** Is told how a start goes on. */
interface Progress {

    /** For nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begun(String longWork) {}

        @Override
        public void done(String what, Duration elapsed) {}
    };

    /** Something that takes its time has begun. */
    void begun(String longWork);

    void done(String what, Duration elapsed);
}
