package dev.helpdesk.systemtests.cluster;

/** Whoever checks access tokens in a cluster, with a question that any token's owner may ask. */
public enum Member {
    FACADE_1("/api/auth/verify", "/user/id"),
    FACADE_2("/api/auth/verify", "/user/id"),
    USER_FACADE("/api/profile/me", "/profile/userId"),
    USER_LOCAL("/api/profile/me", "/profile/userId");

    private final String question;
    private final String userId;

    Member(String question, String userId) {
        this.question = question;
        this.userId = userId;
    }

    /** A path that wants a token. */
    public String question() {
        return question;
    }

    /** Where its answer names the user, as a JSON pointer. */
    public String userId() {
        return userId;
    }

    /** Whether this is one of the facades. */
    public boolean isFacade() {
        return this == FACADE_1 || this == FACADE_2;
    }
}
