package dev.helpdesk.systemtests.faults;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Call;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.history.Exchange;
import dev.helpdesk.systemtests.history.History;
import dev.helpdesk.systemtests.history.Outcome;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** Sends requests and writes down what became of them. */
record Recorder(History history) {

    /** A question about a token, whose answer names a user. */
    Optional<Answer> ask(Member member, String token, Call call) {
        return send(member, token, call, member.userId());
    }

    /** Something else that must either work or be put off. */
    Optional<Answer> does(Member member, Call call) {
        return send(member, "", call, "");
    }

    /** Empty when there was no answer. */
    private Optional<Answer> send(Member member, String token, Call call, String userId) {
        long asked = System.nanoTime();
        try {
            Answer answer = call.send();
            add(member, token, asked, Outcome.of(answer, userId));
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            add(member, token, asked, new Outcome.Silence(Objects.toString(e.getCause())));
            return Optional.empty();
        }
    }

    private void add(Member member, String token, long asked, Outcome outcome) {
        history.add(new Exchange(member.name(), token, asked, System.nanoTime(), outcome));
    }
}
