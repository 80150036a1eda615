package dev.helpdesk.service.health;

/** A server this service depends on. Every bean of this type appears under {@code dependencies} of {@code GET /health}. */
public interface Dependency {

    /** The name shown, such as {@code redis}. */
    String name();

    /** Whether the service cannot do its job without it: then it is {@code down}, else only {@code degraded}. */
    boolean essential();

    /**
     * Asks the server whether it serves; returning means it does. Called with a time limit, from a thread of its own.
     *
     * @throws DegradedException if it serves, but not as well as it should: the service is {@code degraded} then
     * @throws Exception if it does not; the message goes to the log, never to the answer
     */
    void check() throws Exception;
}
