package dev.helpdesk.authclient;

/** The auth service, or something before it, answered that it cannot. */
final class UnusableAnswerException extends RuntimeException {

    private final transient Answer answer;

    UnusableAnswerException(Answer answer) {
        super("it answered " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
