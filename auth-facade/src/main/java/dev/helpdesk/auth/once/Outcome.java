package dev.helpdesk.auth.once;

/**
 * What a request gets that may be one of several equal ones.
 *
 * @param <T> what the work gives
 */
public sealed interface Outcome<T> {

    /** It was the first: the work was done for it. */
    record First<T>(T value) implements Outcome<T> {}

    /** The work was done for another; this is what that one got. */
    record Repeated<T>(T value) implements Outcome<T> {}

    /** Another came under the same name with another content. */
    record Mismatched<T>() implements Outcome<T> {}
}
