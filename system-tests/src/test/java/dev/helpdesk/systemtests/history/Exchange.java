package dev.helpdesk.systemtests.history;

/**
 * A request and what became of it.
 *
 * @param place who was asked
 * @param token the name that the history has for the token asked about; empty for a request that is not about one
 * @param asked when, on the clock of {@link System#nanoTime}
 * @param answered when the answer was there
 */
public record Exchange(String place, String token, long asked, long answered, Outcome outcome) {}
