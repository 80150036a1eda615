package dev.helpdesk.service.guard;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A server whose answers are set, called directly, and what stands before it. */
final class TestServer implements AutoCloseable {

    static final Limits PLENTY = new Limits(100, Duration.ZERO, Duration.ofSeconds(5));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger pings = new AtomicInteger();
    final GuardedServer guarded = new GuardedServer(
            "desk", new GuardedServer.Ping(this::ping, Duration.ofMillis(300)), TestServer::faultOf, meters);
    volatile Supplier<String> answer = () -> "pong";
    volatile Supplier<String> pong = () -> "pong";
    volatile String lastPong = "";

    /** It answered that it cannot. */
    static final class Broken extends RuntimeException {}

    /** It answered that the question makes no sense. */
    static final class Nonsense extends RuntimeException {}

    static Fault faultOf(Throwable failure) {
        return switch (failure) {
            case Nonsense nonsense -> Fault.NONE;
            case Broken broken -> Fault.FAILED;
            default -> Fault.CUT;
        };
    }

    static Supplier<String> refuse() {
        return () -> {
            throw new UncheckedIOException(new ConnectException("nobody listens"));
        };
    }

    static Supplier<String> fail() {
        return () -> {
            throw new Broken();
        };
    }

    static String hang() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    void everythingIs(Supplier<String> state) {
        answer = state;
        pong = state;
    }

    private void ping() {
        pings.incrementAndGet();
        lastPong = pong.get();
    }

    String call() {
        calls.incrementAndGet();
        return answer.get();
    }

    @Override
    public void close() {
        guarded.close();
    }
}
