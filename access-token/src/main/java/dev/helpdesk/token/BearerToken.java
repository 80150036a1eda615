package dev.helpdesk.token;

/**
 * An access token as a client presents it (RFC 6750), not yet verified.
 *
 * <p>Its text form is redacted, so that a token never ends up in a log by accident.
 *
 * @param value the token itself, as it stood behind {@code Bearer} in the request
 */
public record BearerToken(String value) {

    @Override
    public String toString() {
        return "BearerToken[redacted]";
    }
}
