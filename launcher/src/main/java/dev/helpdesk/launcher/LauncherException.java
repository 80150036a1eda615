package dev.helpdesk.launcher;

/** What went wrong, first in one line a person can act on. */
public final class LauncherException extends RuntimeException {

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
