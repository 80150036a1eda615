package dev.helpdesk.service.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one dependency how it is, with a time limit, one question at a time and at most one a second: however many ask for the health of
 * the service, its dependencies do not notice, and one that hangs holds one thread.
 */
final class Check {

    static final Duration LIMIT = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Check.class);
    private static final long FRESH_NANOS = LIMIT.toNanos();

    /** What is known of a dependency, and since when. */
    record Result(Health.Status status, long latencyMillis) {}

    private record Question(CompletableFuture<Result> answer, long asked) {

        boolean isOpenOrFresh() {
            return !answer.isDone() || System.nanoTime() - asked < FRESH_NANOS;
        }
    }

    private final Dependency dependency;
    private @Nullable Question last;
    private Health.Status before = Health.Status.OK;

    Check(Dependency dependency) {
        this.dependency = dependency;
    }

    Dependency dependency() {
        return dependency;
    }

    /** The answer, at the latest when the time is over: then the dependency counts as down, whatever it says afterwards. */
    CompletableFuture<Result> ask() {
        return question()
                .answer()
                .copy()
                .completeOnTimeout(
                        new Result(Health.Status.DOWN, LIMIT.toMillis()), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Question question() {
        Question known = last;
        if (known != null && known.isOpenOrFresh()) {
            return known;
        }
        Question asked = new Question(new CompletableFuture<>(), System.nanoTime());
        last = asked;
        Thread.ofVirtual()
                .name("health-" + dependency.name())
                .start(() -> asked.answer().complete(check(asked.asked())));
        return asked;
    }

    private Result check(long asked) {
        Throwable failure = failure();
        long latency = Duration.ofNanos(System.nanoTime() - asked).toMillis();
        Health.Status status = latency > LIMIT.toMillis() ? Health.Status.DOWN : status(failure);
        if (before != status) {
            before = status;
            tell(status, failure);
        }
        return new Result(status, latency);
    }

    private static Health.Status status(@Nullable Throwable failure) {
        if (failure == null) {
            return Health.Status.OK;
        }
        return failure instanceof DegradedException ? Health.Status.DEGRADED : Health.Status.DOWN;
    }

    private void tell(Health.Status status, @Nullable Throwable failure) {
        switch (status) {
            case OK -> log.info("{} serves again", dependency.name());
            case DEGRADED -> log.warn("{} does not serve well: {}", dependency.name(), message(failure));
            case DOWN -> log.warn("{} does not serve", dependency.name(), failure);
        }
    }

    private static String message(@Nullable Throwable failure) {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }

    /** Errors as well: a question without an answer would be the last one asked. */
    private @Nullable Throwable failure() {
        try {
            dependency.check();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }
}
