package dev.helpdesk.launcher;

import java.time.Duration;

/** Waits between two looks at something. */
final class Pause {

    private Pause() {}

    /** False when the wait was interrupted; the thread stays marked as interrupted. */
    static boolean of(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
