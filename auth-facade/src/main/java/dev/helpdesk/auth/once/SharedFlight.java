package dev.helpdesk.auth.once;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;

/**
 * One flight among all replicas: the first to claim the place does the work, the others look for its outcome.
 *
 * <p>They look again and again, at random times, from some milliseconds on and then less often: one GET each, from one request per
 * replica. A subscription would save a few of those and cost a connection that can break unnoticed.
 *
 * <p>A replica that dies at work leaves its claim, which is renewed no more and runs out after {@link Records#LEASE}. Nobody can tell
 * whether it had done the work: then one of those who wait does it, again perhaps.
 */
final class SharedFlight<T> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration FAILURES_KEPT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int SHORTEST_PAUSE_MS = 8;
    private static final int LONGEST_PAUSE_MS = 64;

    private final Records records;
    private final Form<T> form;
    private final FailureForm failures;
    private final Duration kept;
    private final Map<String, Entry> claims = new ConcurrentHashMap<>();

    /**
     * @param kept how long a result is there for those who come late
     */
    SharedFlight(Records records, Form<T> form, FailureForm failures, Duration kept) {
        this.records = records;
        this.form = form;
        this.failures = failures;
        this.kept = kept;
    }

    Outcome<T> outcome(Ticket ticket, Supplier<T> work, Consumer<T> admission) {
        Entry claim = Entry.claim();
        long patience = System.nanoTime() + LONGEST_WAIT.toNanos();
        Entry outdated = null;
        Optional<Entry> found = take(ticket, claim, null);
        while (found.isPresent()) {
            boolean waits = found.get().isClaim();
            Optional<Entry> settled = waits ? await(ticket.id(), patience) : found;
            Optional<Outcome<T>> outcome = settled.flatMap(entry -> read(ticket, entry));
            if (outcome.isPresent()) {
                return waits ? outcome.get() : admitted(outcome.get(), admission);
            }
            outdated = settled.orElse(outdated);
            found = take(ticket, claim, outdated);
        }
        return new Outcome.First<>(perform(ticket, claim, work));
    }

    private Optional<Entry> take(Ticket ticket, Entry claim, @Nullable Entry outdated) {
        try {
            return records.take(ticket.id(), claim, outdated);
        } catch (DataAccessException slow) {
            throw unavailable(slow);
        }
    }

    /** Who waited for a result while it was made may have it whatever has become of it since. */
    private static <T> Outcome<T> admitted(Outcome<T> outcome, Consumer<T> admission) {
        if (outcome instanceof Outcome.Repeated<T>(T value)) {
            admission.accept(value);
        }
        return outcome;
    }

    /** Whether anybody is at it or has done it; no, if only those could say who are away. */
    boolean isKnown(Ticket ticket) {
        try {
            return records.find(ticket.id()).filter(entry -> !entry.isFailure()).isPresent();
        } catch (QueryTimeoutException slow) {
            throw unavailable(slow);
        } catch (DataAccessException away) {
            return false;
        }
    }

    void renewClaims() {
        claims.forEach(records::renew);
    }

    private T perform(Ticket ticket, Entry claim, Supplier<T> work) {
        claims.put(ticket.id(), claim);
        try {
            T value = work.get();
            settle(ticket, claim, Entry.Kind.RESULT, form.write(value), kept);
            return value;
        } catch (RuntimeException e) {
            ApiException told =
                    e instanceof ApiException failure ? failure : ApiException.of(CommonError.INTERNAL_ERROR);
            settle(ticket, claim, Entry.Kind.FAILURE, failures.write(told), FAILURES_KEPT);
            throw e;
        } finally {
            claims.remove(ticket.id(), claim);
        }
    }

    private void settle(Ticket ticket, Entry claim, Entry.Kind kind, byte[] content, Duration time) {
        records.settle(ticket.id(), claim, new Entry(kind, ticket.seal(kind, content)), time);
    }

    /** What became of somebody's claim; empty when it ran out. */
    private Optional<Entry> await(String id, long patience) {
        try {
            for (int pause = SHORTEST_PAUSE_MS;
                    System.nanoTime() < patience;
                    pause = Math.min(pause + pause / 4, LONGEST_PAUSE_MS)) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(pause / 2, pause));
                Optional<Entry> found = records.find(id);
                if (found.filter(Entry::isClaim).isEmpty()) {
                    return found;
                }
            }
            throw unavailable(null);
        } catch (DataAccessException away) {
            // Somebody is at it and cannot tell any more: to do it as well would be once too often.
            throw unavailable(away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static ApiException unavailable(@Nullable Exception cause) {
        ApiException failure = ApiException.of(CommonError.IDENTITY_UNAVAILABLE).retryAfter(RETRY);
        return cause == null ? failure : failure.causedBy(cause);
    }

    /** What an outcome means for this request; empty when it has to be worked for anew. */
    private Optional<Outcome<T>> read(Ticket ticket, Entry entry) {
        Optional<byte[]> content = ticket.open(entry.kind(), entry.content());
        if (entry.isFailure()) {
            content.map(failures::read).ifPresent(failure -> {
                throw failure;
            });
            return Optional.empty();
        }
        if (content.isEmpty()) {
            return Optional.of(new Outcome.Mismatched<>());
        }
        return Optional.of(new Outcome.Repeated<>(form.read(content.get())));
    }
}
