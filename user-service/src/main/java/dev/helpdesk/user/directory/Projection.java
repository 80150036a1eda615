package dev.helpdesk.user.directory;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.UserPage;
import dev.helpdesk.token.User;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes what the auth service says of users into the directory. Reading and writing happen under one lock for all replicas, so that
 * what was read earlier is never written later: a user who is gone stays gone.
 */
@Component
final class Projection {

    private static final int PAGE = 100;

    private final AuthServiceClient authService;
    private final LookUps lookUps;
    private final Progress progress;
    private final DirectoryTable table;
    private final TransactionOperations transactions;
    private final Timer delay;
    private volatile @Nullable LogPosition stored;

    Projection(
            AuthServiceClient authService,
            LookUps lookUps,
            Progress progress,
            DirectoryTable table,
            TransactionOperations transactions,
            MeterRegistry meters) {
        this.authService = authService;
        this.lookUps = lookUps;
        this.progress = progress;
        this.table = table;
        this.transactions = transactions;
        this.delay = meters.timer("helpdesk.directory.delay");
    }

    /**
     * Brings the users of a batch up to date, unless another replica has done so, and moves the position forward.
     *
     * @return who could not be looked up though others could; they hold back the position, nothing else
     */
    List<String> apply(Batch batch) {
        if (batch.users().isEmpty() && Objects.equals(batch.upTo(), stored)) {
            return List.of();
        }
        List<String> failed = Objects.requireNonNull(transactions.execute(status -> {
            LogPosition before = progress.lock();
            LookUps.Answers answers = refresh(batch.dueAfter(before));
            if (answers.failed().isEmpty()) {
                moveOn(before, batch.upTo());
            }
            return answers.failed();
        }));
        stored = failed.isEmpty() ? batch.upTo() : null;
        batch.users().values().forEach(this::measure);
        return failed;
    }

    private void moveOn(@Nullable LogPosition from, @Nullable LogPosition to) {
        if (to != null && (from == null || to.isAfter(from))) {
            progress.reached(to);
        }
    }

    private void measure(Heard heard) {
        LogPosition first = heard.first();
        if (first != null) {
            delay.record(Duration.between(first.time(), Instant.now()));
        }
    }

    /** Brings these users up to date, whatever the position is. */
    LookUps.Answers look(List<String> userIds) {
        return Objects.requireNonNull(transactions.execute(status -> {
            progress.lock();
            return refresh(userIds);
        }));
    }

    private LookUps.Answers refresh(List<String> userIds) {
        LookUps.Answers answers = ask(userIds);
        table.put(answers.found());
        table.remove(answers.gone());
        return answers;
    }

    private LookUps.Answers ask(List<String> userIds) {
        try {
            return lookUps.ask(userIds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while users were looked up", e);
        }
    }

    /** Copies one page of the list of all users. */
    Page copy(@Nullable String cursor) {
        return Objects.requireNonNull(transactions.execute(status -> {
            progress.lock();
            UserPage page = authService.users(cursor, PAGE);
            List<User> people = page.users().stream().filter(LookUps::isPerson).toList();
            table.put(people);
            return new Page(people.stream().map(User::id).collect(Collectors.toSet()), page.nextCursor());
        }));
    }

    /** Says that a copy of all users has brought the directory so far. */
    void reached(LogPosition position, boolean whateverWasBefore) {
        transactions.executeWithoutResult(status -> {
            LogPosition before = progress.lock();
            moveOn(whateverWasBefore ? null : before, position);
        });
    }

    /** Who was on a page, and where the next one begins. */
    record Page(Set<String> userIds, @Nullable String next) {}
}
