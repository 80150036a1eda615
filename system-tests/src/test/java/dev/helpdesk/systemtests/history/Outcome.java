package dev.helpdesk.systemtests.history;

import dev.helpdesk.systemtests.Answer;
import tools.jackson.core.JacksonException;

/** What a client got for a request. */
public sealed interface Outcome {

    /** Success, with the id of the user the answer speaks of; empty when it speaks of none. */
    record Accepted(String userId) implements Outcome {}

    /** 401, with its code. */
    record Refused(String code) implements Outcome {}

    /** 503: nobody can tell at the moment. */
    record Unavailable(boolean saysWhenToComeBack) implements Outcome {}

    /** Any other answer. */
    record Other(int status, String code) implements Outcome {}

    /** No answer at all. */
    record Silence(String reason) implements Outcome {}

    /** Reads an answer; {@code userId} is the JSON pointer to the user it speaks of, empty for none. */
    static Outcome of(Answer answer, String userId) {
        return switch (answer.status()) {
            case 200, 201 ->
                new Accepted(userId.isEmpty() ? "" : answer.json().at(userId).asString(""));
            case 401 -> new Refused(code(answer));
            case 503 ->
                new Unavailable(answer.header("Retry-After")
                        .filter(value -> value.matches("[0-9]+"))
                        .isPresent());
            default -> new Other(answer.status(), code(answer));
        };
    }

    private static String code(Answer answer) {
        try {
            return answer.json().path("code").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }
}
