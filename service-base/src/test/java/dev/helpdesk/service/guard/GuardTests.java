package dev.helpdesk.service.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardTests {

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Guard guard(Limits limits) {
        return server.guarded.guard("test", limits);
    }

    private static void assertRefused(Guard guard, TestServer server, CallRefusedException.Reason reason) {
        int calls = server.calls.get();
        CallRefusedException refusal = catchThrowableOfType(CallRefusedException.class, () -> guard.call(server::call));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        assertThat(server.calls).hasValue(calls);
    }

    @Test
    void letsSoManyInAtOnceAndNoMore() throws Exception {
        Guard guard = guard(new Limits(2, Duration.ZERO, Duration.ofSeconds(5)));
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        List<CompletableFuture<String>> callers = new ArrayList<>();
        for (int caller = 0; caller < 2; caller++) {
            callers.add(CompletableFuture.supplyAsync(
                    () -> guard.call(() -> {
                        inside.countDown();
                        awaitQuietly(leave);
                        return "done";
                    }),
                    Executors.newVirtualThreadPerTaskExecutor()));
        }
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();

        assertRefused(guard, server, CallRefusedException.Reason.FULL);
        assertThat(guard.<String>complete(server::call)).isEqualTo("pong");

        leave.countDown();
        for (CompletableFuture<String> caller : callers) {
            assertThat(caller.get(5, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(guard.<String>call(server::call)).isEqualTo("pong");
        assertThat(server.meters
                        .counter("helpdesk.guard.refused", "name", "desk-test", "reason", "full")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void waitsForAPlaceNoLongerThanAllowed() throws Exception {
        Guard guard = guard(new Limits(1, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> guard.call(() -> {
            inside.countDown();
            awaitQuietly(leave);
            return "first";
        }));
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> guard.call(server::call));

        leave.countDown();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("pong");
    }

    @Test
    void endsACallThatTakesTooLong() {
        Guard guard = guard(new Limits(1, Duration.ZERO, Duration.ofMillis(100)));
        server.answer = TestServer::hang;

        assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(OverdueException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        server.answer = () -> "pong";
        assertThat(guard.<String>call(server::call)).isEqualTo("pong");
    }

    @Test
    @Timeout(10)
    void endsAnAnswerThatDripsIn() throws Exception {
        Guard guard = guard(new Limits(1, Duration.ZERO, Duration.ofMillis(300)));
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(dripping));
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> failure.complete(
                            catchThrowableOfType(OverdueException.class, () -> guard.call(() -> readAll(dripping)))));

            assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(OverdueException.class);
        }
    }

    @Test
    void isNotCalledAnyMoreWhenItsPingFailsToo() {
        Guard guard = guard(TestServer.PLENTY);
        Guard other = server.guarded.guard("other", TestServer.PLENTY);
        server.everythingIs(TestServer.refuse());

        assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(UncheckedIOException.class);

        await().until(() -> guard.isOpen() && other.isOpen());
        assertRefused(guard, server, CallRefusedException.Reason.OPEN);
        assertRefused(other, server, CallRefusedException.Reason.OPEN);
        assertThatThrownBy(() -> guard.complete(server::call)).isInstanceOf(CallRefusedException.class);
        assertThatThrownBy(server.guarded::check).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void isCalledOnWhenItsPingAnswers() {
        Guard guard = guard(TestServer.PLENTY);
        server.answer = TestServer.refuse();
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(UncheckedIOException.class);
        }
        await().until(() -> server.pings.get() > 0);
        server.answer = () -> "pong";

        assertThat(guard.<String>call(server::call)).isEqualTo("pong");
    }

    @Test
    void isCalledOnWhenItAnswersSomebodyThoughItsPingIsLate() throws Exception {
        Guard guard = guard(new Limits(10, Duration.ZERO, Duration.ofSeconds(20)));
        Guard other = server.guarded.guard("other", TestServer.PLENTY);
        CountDownLatch leave = new CountDownLatch(1);
        server.pong = TestServer::hang;
        Thread slow = Thread.ofVirtual()
                .start(() -> guard.call(() -> {
                    awaitQuietly(leave);
                    return "late";
                }));
        await().until(() -> {
            assertThat(other.<String>call(server::call)).isEqualTo("pong");
            return server.pings.get() > 0;
        });
        long pinged = System.nanoTime();
        await().until(() -> {
            assertThat(other.<String>call(server::call)).isEqualTo("pong");
            // As long as the ping has, and longer.
            return System.nanoTime() - pinged > Duration.ofMillis(600).toNanos();
        });

        assertThat(guard.isOpen()).isFalse();
        leave.countDown();
        slow.join();
    }

    @Test
    void isFoundHangingBeforeTheFirstCallEnds() {
        Guard guard = guard(new Limits(10, Duration.ZERO, Duration.ofSeconds(20)));
        server.everythingIs(TestServer::hang);
        Thread caller = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(RuntimeException.class));

        await().atMost(Duration.ofSeconds(5)).until(guard::isOpen);

        assertThat(caller.isAlive()).isTrue();
        assertRefused(guard, server, CallRefusedException.Reason.OPEN);
        caller.interrupt();
    }

    @Test
    void isNotCalledAnyMoreWhenHalfOfTheCallsFail() {
        Guard guard = guard(TestServer.PLENTY);
        server.everythingIs(TestServer.fail());
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(TestServer.Broken.class);
        }

        assertRefused(guard, server, CallRefusedException.Reason.OPEN);
    }

    @Test
    void isCalledOnWhateverIsWrongWithTheQuestions() {
        Guard guard = guard(TestServer.PLENTY);
        server.answer = () -> {
            throw new TestServer.Nonsense();
        };
        for (int call = 0; call < 50; call++) {
            assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(TestServer.Nonsense.class);
        }
        assertThat(server.pings).hasValue(0);
    }

    @Test
    void isCalledAgainOnceItAnswers() {
        Guard guard = guard(TestServer.PLENTY);
        server.everythingIs(TestServer.refuse());
        assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(UncheckedIOException.class);
        await().until(guard::isOpen);
        int calls = server.calls.get();
        await().until(() -> server.pings.get() >= 3);
        assertThat(server.calls).hasValue(calls);

        server.everythingIs(() -> "pong");

        await().atMost(Duration.ofSeconds(5)).until(() -> !guard.isOpen());
        for (int call = 0; call < 5; call++) {
            assertThat(guard.<String>call(server::call)).isEqualTo("pong");
        }
        server.guarded.check();
    }

    @Test
    void isCalledAgainAtOnceWhenItAnsweredSomebodyElse() {
        Guard guard = guard(TestServer.PLENTY);
        server.everythingIs(TestServer.refuse());
        assertThatThrownBy(() -> guard.call(server::call)).isInstanceOf(UncheckedIOException.class);
        await().until(guard::isOpen);
        server.answer = () -> "pong";
        assertRefused(guard, server, CallRefusedException.Reason.OPEN);

        server.guarded.answeredElsewhere();

        for (int call = 0; call < 5; call++) {
            assertThat(guard.<String>call(server::call)).isEqualTo("pong");
        }
    }

    @Test
    void asksAgainOnceWhenTheConnectionBreaks() {
        Guard guard = guard(TestServer.PLENTY);
        AtomicInteger asked = new AtomicInteger();

        String answer = guard.callAgainIfCut(
                () -> asked.incrementAndGet() == 1 ? TestServer.refuse().get() : "pong");

        assertThat(answer).isEqualTo("pong");
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksNeitherThriceNorAgainAfterAnAnswer() {
        Guard guard = guard(TestServer.PLENTY);
        server.answer = TestServer.refuse();
        assertThatThrownBy(() -> guard.callAgainIfCut(server::call)).isInstanceOf(UncheckedIOException.class);
        assertThat(server.calls).hasValue(2);
        server.answer = TestServer.fail();
        assertThatThrownBy(() -> guard.callAgainIfCut(server::call)).isInstanceOf(TestServer.Broken.class);
        assertThat(server.calls).hasValue(3);
    }

    @Test
    void isNotCalledBeforeItWasThereOnce() {
        server.everythingIs(TestServer.refuse());
        server.guarded.connect();
        Guard guard = guard(TestServer.PLENTY);

        assertRefused(guard, server, CallRefusedException.Reason.OPEN);
        server.everythingIs(() -> "pong");

        await().atMost(Duration.ofSeconds(5)).until(() -> !guard.isOpen());
        assertThat(guard.<String>call(server::call)).isEqualTo("pong");
    }

    @Test
    void showsItsStateInMetrics() {
        guard(TestServer.PLENTY);

        assertThat(server.meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains(
                        "resilience4j.circuitbreaker.state",
                        "resilience4j.circuitbreaker.calls",
                        "resilience4j.bulkhead.available.concurrent.calls");
        assertThat(server.meters
                        .get("resilience4j.circuitbreaker.state")
                        .tag("name", "desk-test")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            CountDownLatch never = new CountDownLatch(1);
            do {
                out.write('.');
            } while (!never.await(50, TimeUnit.MILLISECONDS));
        } catch (IOException | InterruptedException e) {
            // the other side has had enough
        }
    }

    private static String readAll(ServerSocket server) {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
