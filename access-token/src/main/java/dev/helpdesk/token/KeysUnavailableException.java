package dev.helpdesk.token;

/** The key a token names is not known and the issuer's keys could not be read. */
final class KeysUnavailableException extends Exception {

    private final String reason;

    KeysUnavailableException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
