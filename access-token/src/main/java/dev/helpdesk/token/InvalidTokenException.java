package dev.helpdesk.token;

/** A token breaks a rule. The message names the rule and never quotes the token. */
final class InvalidTokenException extends Exception {

    InvalidTokenException(String rule) {
        // An attacker decides how often this is made: no stack trace, nothing suppressed.
        super(rule, null, false, false);
    }
}
