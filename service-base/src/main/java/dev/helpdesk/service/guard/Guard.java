package dev.helpdesk.service.guard;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The calls of one purpose to one server: so many at once, none for longer than its time, and none at all while the server does not
 * answer. Purposes do not take each other's places.
 */
public final class Guard {

    private static final Duration LONGEST_TRUST = Duration.ofSeconds(1);

    private final GuardedServer server;
    private final String name;
    private final Limits limits;
    private final CircuitBreaker breaker;
    private final Bulkhead places;
    private final Duration trust;

    Guard(GuardedServer server, Limits limits, CircuitBreaker breaker, Bulkhead places) {
        this.server = server;
        this.name = breaker.getName();
        this.limits = limits;
        this.breaker = breaker;
        this.places = places;
        Duration half = limits.patience().dividedBy(2);
        this.trust = half.compareTo(LONGEST_TRUST) < 0 ? half : LONGEST_TRUST;
    }

    /**
     * Makes a call that gets a place, once.
     *
     * @throws CallRefusedException if it was not made
     * @throws OverdueException if it took too long
     */
    public <T> T call(Supplier<T> work) {
        return inPlace(() -> attempt(work));
    }

    /** Makes a call that may be made twice: when its connection fails and there is time, it is, after a moment. */
    public <T> T callAgainIfCut(Supplier<T> work) {
        return inPlace(() -> attempt(() -> twice(work)));
    }

    /** Makes a call that completes what another has begun: only a server that does not answer stops it. */
    public <T> T complete(Supplier<T> work) {
        return attempt(work);
    }

    private <T> T inPlace(Supplier<T> work) {
        if (isOpen()) {
            throw refused(CallRefusedException.Reason.OPEN);
        }
        if (!places.tryAcquirePermission()) {
            throw refused(CallRefusedException.Reason.FULL);
        }
        try {
            return work.get();
        } finally {
            places.onComplete();
        }
    }

    private <T> T attempt(Supplier<T> work) {
        if (!breaker.tryAcquirePermission()) {
            throw refused(CallRefusedException.Reason.OPEN);
        }
        long began = System.nanoTime();
        Future<?> suspicion = Deadline.after(trust, server::suspect);
        boolean judged = false;
        try {
            T answer = inTime(work);
            answered(began);
            judged = true;
            return answer;
        } catch (RuntimeException e) {
            judge(e, began);
            judged = true;
            throw e;
        } finally {
            suspicion.cancel(false);
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }

    private <T> T inTime(Supplier<T> work) {
        Deadline deadline = Deadline.in(limits.patience());
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw deadline.end() ? new OverdueException(name, e) : e;
        } finally {
            deadline.end();
        }
    }

    private <T> T twice(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (server.faultOf(e) != Fault.CUT || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(10, 50)));
            return work.get();
        }
    }

    private void judge(RuntimeException failure, long began) {
        Fault fault = server.faultOf(failure);
        if (fault == Fault.NONE) {
            answered(began);
            return;
        }
        breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, failure);
        if (fault == Fault.FAILED) {
            server.answered();
        } else {
            server.suspect();
        }
    }

    private void answered(long began) {
        server.answered();
        breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    private CallRefusedException refused(CallRefusedException.Reason reason) {
        server.countRefusal(name, reason);
        return new CallRefusedException(name, reason);
    }

    String name() {
        return name;
    }

    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** The server answers nobody. */
    void open() {
        if (!isOpen()) {
            breaker.transitionToOpenState();
        }
    }

    /** The server answers: calls may find out whether they succeed again. */
    void tryAgain() {
        if (isOpen()) {
            breaker.transitionToHalfOpenState();
        }
    }
}
