package dev.helpdesk.auth.session;

/** Says that it is done, and nothing more. */
record Success(boolean success) {

    static final Success ANSWER = new Success(true);
}
