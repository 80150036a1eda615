package dev.helpdesk.user.directory;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.token.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks users up at the auth service, a few at a time. */
@Component
final class LookUps implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LookUps.class);

    /** The role of service accounts, which are no people. */
    private static final String SERVICE = "service";

    private static final int AT_A_TIME = 4;

    private final AuthServiceClient authService;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofVirtual().name("directory-look-up-", 0).factory());

    LookUps(AuthServiceClient authService) {
        this.authService = authService;
    }

    /**
     * What the auth service says of these users now. One who cannot be looked up does not hold up the others.
     *
     * @throws RuntimeException if nobody can be looked up
     */
    Answers ask(Collection<String> userIds) throws InterruptedException {
        Map<String, Future<Optional<User>>> asked = new LinkedHashMap<>();
        try {
            userIds.forEach(id -> asked.put(id, threads.submit(() -> authService.userById(id))));
            return read(asked);
        } finally {
            asked.values().forEach(answer -> answer.cancel(true));
        }
    }

    /** After as many failures as are asked at a time, the others are not waited for. */
    private static Answers read(Map<String, Future<Optional<User>>> asked) throws InterruptedException {
        Answers answers = new Answers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Throwable failure = null;
        for (Map.Entry<String, Future<Optional<User>>> answer : asked.entrySet()) {
            if (answers.failed().size() >= AT_A_TIME) {
                answers.failed().add(answer.getKey());
                continue;
            }
            try {
                Optional<User> user = answer.getValue().get().filter(LookUps::isPerson);
                user.ifPresentOrElse(answers.found()::add, () -> answers.gone().add(answer.getKey()));
            } catch (ExecutionException e) {
                failure = e.getCause();
                answers.failed().add(answer.getKey());
            }
        }
        if (failure != null) {
            report(failure, answers);
        }
        return answers;
    }

    private static void report(Throwable failure, Answers answers) {
        if (answers.found().isEmpty() && answers.gone().isEmpty()) {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        log.debug(
                "{} users could not be looked up, others could",
                answers.failed().size(),
                failure);
    }

    static boolean isPerson(User user) {
        return !user.roles().contains(SERVICE);
    }

    /** Who was found, who is no more, and of whom nothing is known. */
    record Answers(List<User> found, List<String> gone, List<String> failed) {}

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
