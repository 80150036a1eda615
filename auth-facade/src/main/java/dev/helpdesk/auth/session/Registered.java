package dev.helpdesk.auth.session;

/** What somebody who registers gets. */
sealed interface Registered {

    /** They are logged in. */
    record WithSession(SessionResponse session) implements Registered {}

    /** They have mail, unless somebody has the address already. */
    record Unverified() implements Registered {}
}
