package dev.helpdesk.auth.once;

/**
 * How a result is kept as bytes. What is read equals what was written.
 *
 * @param <T> the result
 */
public interface Form<T> {

    byte[] write(T value);

    T read(byte[] bytes);
}
