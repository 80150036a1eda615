package dev.helpdesk.token.event;

/** Whose access tokens an event speaks of. */
public sealed interface TokenScope {

    /** All tokens that speak for one user. */
    record OfUser(String userId) implements TokenScope {}

    /** All tokens of one session. */
    record OfSession(String sessionId) implements TokenScope {}

    /** The tokens that one client got in one session; other clients of the session keep theirs. */
    record OfClientSession(String sessionId, String clientId) implements TokenScope {}

    /** All tokens issued to one client, named by its client id ({@code azp}). */
    record OfClient(String clientId) implements TokenScope {}

    /** All tokens of the realm. A follower that keeps a copy of the accounts reloads it: roles may have changed. */
    record OfEveryone() implements TokenScope {}
}
