package dev.helpdesk.service.guard;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that other servers can do without for a while. Whoever calls it does so through a {@link Guard}.
 *
 * <p>As soon as a call takes long or loses its connection, the server is asked by a ping of this class; one that does not answer that
 * either is not called any more, for no purpose. From then on pings alone find out when it is back: no caller is kept waiting for that.
 */
public final class GuardedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GuardedServer.class);

    /** Pings decide when calls may be made again; a time for it has to be given all the same. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final int FIRST_ATTEMPTS = 5;

    private final String name;
    private final Ping ping;
    private final Function<Throwable, Fault> faults;
    private final MeterRegistry meters;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final BulkheadRegistry places = BulkheadRegistry.ofDefaults();
    private final List<Guard> guards = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch;
    private final AtomicBoolean suspected = new AtomicBoolean();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile boolean away;
    private volatile long answeredAt = System.nanoTime();

    /**
     * Asks a server for something that costs it next to nothing and changes nothing.
     *
     * @param patience how long it may take
     */
    public record Ping(Runnable question, Duration patience) {}

    /**
     * @param name its name in metrics and logs
     * @param faults tells what a failed call or ping says of the server
     */
    public GuardedServer(String name, Ping ping, Function<Throwable, Fault> faults, MeterRegistry meters) {
        this.name = name;
        this.ping = ping;
        this.faults = faults;
        this.meters = meters;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("watch-" + name).factory());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(places).bindTo(meters);
    }

    /** Lets calls of this purpose through to it, within these limits. */
    public Guard guard(String purpose, Limits limits) {
        String full = name + "-" + purpose;
        CircuitBreaker breaker = breakers.circuitBreaker(full, rules(limits));
        breaker.getEventPublisher().onStateTransition(event -> changed(full, event.getStateTransition()));
        BulkheadConfig size = BulkheadConfig.custom()
                .maxConcurrentCalls(limits.atOnce())
                .maxWaitDuration(limits.queue())
                .build();
        Guard guard = new Guard(this, limits, breaker, places.bulkhead(full, size));
        guards.add(guard);
        if (away) {
            breaker.transitionToOpenState();
        }
        return guard;
    }

    private void changed(String guard, CircuitBreaker.StateTransition change) {
        switch (change) {
            case CLOSED_TO_OPEN -> log.warn("{}: no calls until {} answers again", guard, name);
            case HALF_OPEN_TO_CLOSED -> log.info("{}: calls succeed again", guard);
            default -> log.debug("{}: {}", guard, change);
        }
        if (change.getToState() == CircuitBreaker.State.OPEN) {
            awaitReturn();
        }
    }

    private static CircuitBreakerConfig rules(Limits limits) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(20, 10, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .slowCallRateThreshold(80)
                .slowCallDurationThreshold(limits.patience().multipliedBy(8).dividedBy(10))
                .permittedNumberOfCallsInHalfOpenState(3)
                .waitDurationInOpenState(NEVER)
                .writableStackTraceEnabled(false)
                .build();
    }

    /**
     * Asks the server before the first call, so that none is made for nothing, and none has to connect first. Asks again when there is
     * no answer, for the very first question takes longest: everything it needs is made for it.
     */
    public void connect() {
        away = true;
        for (int attempt = 0; away && attempt < FIRST_ATTEMPTS; attempt++) {
            try {
                look();
                away = false;
            } catch (RuntimeException e) {
                log.debug("{} gave no answer at first", name, e);
                if (faultOf(e) != Fault.SILENT) {
                    break;
                }
            }
        }
        if (away) {
            log.warn("{} does not serve yet", name);
        }
    }

    /**
     * Asks the server how it is, for the health of a service.
     *
     * @throws RuntimeException if it does not answer, or calls for some purpose fail
     */
    public void check() {
        for (Guard guard : guards) {
            if (guard.isOpen()) {
                throw new CallRefusedException(guard.name(), CallRefusedException.Reason.OPEN);
            }
        }
        look();
    }

    /** Somebody waits for an answer: find out whether there are any. */
    void suspect() {
        if (suspected.compareAndSet(false, true)) {
            inBackground(0, () -> {
                try {
                    look();
                } catch (RuntimeException e) {
                    log.debug("{} gave no answer", name, e);
                } finally {
                    suspected.set(false);
                }
            });
        }
    }

    private void awaitReturn() {
        if (awaited.compareAndSet(false, true)) {
            inBackground(ThreadLocalRandom.current().nextInt(750, 1250), this::lookWhetherBack);
        }
    }

    private void lookWhetherBack() {
        try {
            ask();
            letCallsThrough();
        } catch (RuntimeException e) {
            log.debug("{} gives no answer yet", name, e);
        } finally {
            awaited.set(false);
            if (guards.stream().anyMatch(Guard::isOpen)) {
                awaitReturn();
            }
        }
    }

    private void inBackground(int millis, Runnable work) {
        try {
            Future<?> unused = watch.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} is not watched any more", name);
        }
    }

    private void look() {
        long asked = System.nanoTime();
        try {
            ask();
        } catch (RuntimeException e) {
            Fault fault = faultOf(e);
            boolean silent = fault == Fault.CUT || fault == Fault.SILENT;
            // A server with too much to do may be late with the ping, but answers somebody.
            if (silent && answeredAt - asked < 0) {
                guards.forEach(Guard::open);
            }
            throw e;
        }
    }

    private void ask() {
        Deadline deadline = Deadline.in(ping.patience());
        try {
            ping.question().run();
        } catch (RuntimeException e) {
            throw deadline.end() ? new OverdueException(name, e) : e;
        } finally {
            deadline.end();
        }
    }

    void answered() {
        answeredAt = System.nanoTime();
    }

    /** It has just answered somebody who does not ask through a guard: calls may be made again, before the next ping. */
    public void answeredElsewhere() {
        answered();
        letCallsThrough();
    }

    private void letCallsThrough() {
        away = false;
        guards.forEach(Guard::tryAgain);
    }

    Fault faultOf(Throwable failure) {
        return failure instanceof OverdueException ? Fault.SILENT : faults.apply(failure);
    }

    void countRefusal(String guard, CallRefusedException.Reason reason) {
        meters.counter(
                        "helpdesk.guard.refused",
                        "name",
                        guard,
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
