package dev.helpdesk.service.health;

/** Says of a dependency that it serves, but not as well as it should. */
public final class DegradedException extends RuntimeException {

    /** @param reason what is missing, for the log */
    public DegradedException(String reason) {
        super(reason);
    }
}
