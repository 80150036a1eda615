package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.User;

/** What Keycloak says to a refresh token. */
public sealed interface Renewal {

    /** It was the session's newest: here are the next. */
    record Renewed(SessionTokens tokens, User user) implements Renewal {}

    /** It is none of ours. */
    record Invalid() implements Renewal {}

    /** Its life is over. */
    record Expired() implements Renewal {}

    /** Its session was ended, or its user shut out. */
    record SessionEnded() implements Renewal {}

    /** It was used before: two hold it, one of whom should not. */
    record Reused(SessionHolder holder) implements Renewal {}
}
