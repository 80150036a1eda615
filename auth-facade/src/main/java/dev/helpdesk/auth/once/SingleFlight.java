package dev.helpdesk.auth.once;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does the work of equal requests once: for those that come while it is done, in this process or in another, and for those that come
 * within a time after it.
 *
 * @param <T> what the work gives
 */
public final class SingleFlight<T> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final String use;
    private final SharedFlight<T> shared;
    private final MeterRegistry meters;
    private final Map<Ticket, CompletableFuture<Outcome<T>>> flights = new ConcurrentHashMap<>();

    SingleFlight(String use, SharedFlight<T> shared, MeterRegistry meters) {
        this.use = use;
        this.shared = shared;
        this.meters = meters;
    }

    /**
     * What the request gets. A failure of the work is everybody's who waits, and is not kept.
     *
     * @param work does it, in this thread if at all
     * @param admission asked about a result that was there before the request came; throws what the request gets instead
     */
    public Outcome<T> run(Ticket ticket, Supplier<T> work, Consumer<T> admission) {
        CompletableFuture<Outcome<T>> mine = new CompletableFuture<>();
        CompletableFuture<Outcome<T>> running = flights.putIfAbsent(ticket, mine);
        if (running != null) {
            return counted(repeated(await(running)));
        }
        try {
            Outcome<T> outcome = shared.outcome(ticket, work, admission);
            flights.remove(ticket);
            mine.complete(outcome);
            return counted(outcome);
        } catch (RuntimeException | Error e) {
            flights.remove(ticket);
            mine.completeExceptionally(e);
            count("failed");
            throw e;
        }
    }

    /** Whether the work of this ticket is being done or was done a short time ago, as far as can be told. */
    public boolean isKnown(Ticket ticket) {
        return flights.containsKey(ticket) || shared.isKnown(ticket);
    }

    void renewClaims() {
        shared.renewClaims();
    }

    private Outcome<T> await(CompletableFuture<Outcome<T>> running) {
        try {
            return running.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            count("failed");
            throw e.getCause() instanceof ApiException failure
                    ? failure
                    : ApiException.of(CommonError.INTERNAL_ERROR).causedBy(e);
        } catch (TimeoutException e) {
            throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE).causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE).causedBy(e);
        }
    }

    private static <T> Outcome<T> repeated(Outcome<T> outcome) {
        return outcome instanceof Outcome.First<T>(T value) ? new Outcome.Repeated<>(value) : outcome;
    }

    private Outcome<T> counted(Outcome<T> outcome) {
        count(
                switch (outcome) {
                    case Outcome.First<T> first -> "first";
                    case Outcome.Repeated<T> repeated -> "repeated";
                    case Outcome.Mismatched<T> mismatched -> "mismatched";
                });
        return outcome;
    }

    private void count(String outcome) {
        meters.counter("helpdesk.once", "use", use, "outcome", outcome).increment();
    }
}
