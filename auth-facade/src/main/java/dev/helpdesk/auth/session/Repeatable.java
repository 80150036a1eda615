package dev.helpdesk.auth.session;

import org.springframework.http.HttpHeaders;

/**
 * An answer that may have been given before.
 *
 * @param repeated whether it was
 */
record Repeatable<T>(T value, boolean repeated) {

    void describe(HttpHeaders headers) {
        if (repeated) {
            headers.set("Idempotency-Replayed", "true");
        }
    }
}
