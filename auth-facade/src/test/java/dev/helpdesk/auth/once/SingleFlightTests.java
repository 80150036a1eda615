package dev.helpdesk.auth.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;

/** Two replicas and the Redis between them. */
class SingleFlightTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestRedis server = TestRedis.start();
    private final Replica here = new Replica(server);
    private final Replica there = new Replica(server);
    private final SingleFlight<String> flightHere = here.flight(LONG);
    private final SingleFlight<String> flightThere = there.flight(LONG);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger worked = new AtomicInteger();
    private final Ticket ticket = new Tickets("test").of("what-is-presented");

    @AfterEach
    void stop() {
        threads.close();
        here.close();
        there.close();
        server.close();
    }

    @Test
    void doesTheWorkOnceForManyAtOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        List<Callable<Outcome<String>>> requests = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            SingleFlight<String> flight = number % 2 == 0 ? flightHere : flightThere;
            requests.add(() -> {
                all.countDown();
                all.await();
                return run(flight, ticket);
            });
        }

        List<Outcome<String>> outcomes =
                threads.invokeAll(requests).stream().map(Future::resultNow).toList();

        assertThat(worked).hasValue(1);
        assertThat(outcomes)
                .containsOnlyOnce(new Outcome.First<>("1"))
                .containsOnly(new Outcome.First<>("1"), new Outcome.Repeated<>("1"));
    }

    @Test
    void givesTheResultAgainForItsTime() {
        SingleFlight<String> shortly = here.flight(Duration.ofMillis(300));
        assertThat(run(shortly, ticket)).isEqualTo(new Outcome.First<>("1"));

        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
        await().untilAsserted(() -> assertThat(flightThere.isKnown(ticket)).isFalse());
        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.First<>("2"));
    }

    @Test
    void givesAKeptResultToAdmittedOnesOnly() {
        run(flightHere, ticket);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> flightThere.run(ticket, this::work, SingleFlightTests::refuse));
        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
    }

    @Test
    void admitsAllWhoWaitedForTheResult() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Future<Outcome<String>> first = threads.submit(() -> flightHere.run(
                ticket,
                () -> {
                    awaitQuietly(end);
                    return work();
                },
                SingleFlightTests::refuse));
        await().until(() -> flightThere.isKnown(ticket));
        long before = looks();
        Future<Outcome<String>> waiting =
                threads.submit(() -> flightThere.run(ticket, this::work, SingleFlightTests::refuse));
        // The first look finds the claim, each that follows waits for what becomes of it.
        await().until(() -> looks() >= before + 2);
        end.countDown();

        assertThat(first.get()).isEqualTo(new Outcome.First<>("1"));
        assertThat(waiting.get()).isEqualTo(new Outcome.Repeated<>("1"));
    }

    @Test
    void givesNothingToAnotherContentOfTheSameName() {
        run(flightHere, ticket);
        Ticket other = new Tickets("test").of("what-is-presented", "and more");

        assertThat(run(flightHere, other)).isEqualTo(new Outcome.Mismatched<>());
        assertThat(run(flightThere, other)).isEqualTo(new Outcome.Mismatched<>());
        assertThat(worked).hasValue(1);
    }

    @Test
    void leavesNothingInRedisThatTellsOfTheRequest() {
        run(flightHere, ticket);
        flightHere.run(new Tickets("test").of("another"), () -> "the result of it", value -> {});

        Set<String> keys = here.redis().keys("*");
        assertThat(keys).hasSize(2).allMatch(key -> key.matches("helpdesk:once:test:[0-9a-f]{64}"));
        assertThat(here.redis().opsForValue().multiGet(keys))
                .allMatch(value -> value.matches("result:[A-Za-z0-9+/=]+"))
                .noneMatch(value -> value.contains("result of it"));
        assertThat(here.redis().getExpire(RedisRecords.PREFIX + ticket.id())).isBetween(1L, 60L);
    }

    @Test
    void tellsAFailureToAllWhoWaitAndKeepsItForNobodyElse() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ApiException failure = ApiException.of(AuthError.ACCOUNT_ACTION_REQUIRED, new FieldError("email", "invalid"))
                .with("actions", List.of("VERIFY_EMAIL"))
                .retryAfter(Duration.ofSeconds(7));
        Future<Outcome<String>> first = threads.submit(() -> flightHere.run(
                ticket,
                () -> {
                    begun.countDown();
                    awaitQuietly(end);
                    throw failure;
                },
                value -> {}));
        begun.await();
        List<Future<Outcome<String>>> waiting = List.of(
                threads.submit(() -> run(flightHere, ticket)),
                threads.submit(() -> run(flightThere, ticket)),
                threads.submit(() -> run(flightThere, ticket)));
        await().until(() -> flightThere.isKnown(ticket));
        end.countDown();

        assertThat(failureOf(first)).isSameAs(failure);
        assertThat(waiting)
                .allSatisfy(future -> assertThat(failureOf(future))
                        .satisfies(told -> assertThat(told.error()).isEqualTo(failure.error()))
                        .satisfies(told -> assertThat(told.fields()).isEqualTo(failure.fields()))
                        .satisfies(told -> assertThat(told.members()).isEqualTo(failure.members()))
                        .satisfies(told -> assertThat(told.retryAfter()).isEqualTo(failure.retryAfter())));
        assertThat(worked).hasValue(0);
        assertThat(flightHere.isKnown(ticket)).isFalse();
        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.First<>("1"));
    }

    @Test
    void takesTheWorkOverFromAReplicaThatDied() throws Exception {
        leaveAClaim(Duration.ofMillis(600));

        Future<Outcome<String>> waiting = threads.submit(() -> run(flightThere, ticket));

        assertThat(waiting.get()).isEqualTo(new Outcome.First<>("1"));
    }

    @Test
    void takesItsOwnClaimForGranted() {
        RedisRecords records = here.records();
        Entry claim = Entry.claim();
        assertThat(records.take(ticket.id(), claim, null)).isEmpty();

        assertThat(records.take(ticket.id(), claim, null)).isEmpty();
        assertThat(records.take(ticket.id(), Entry.claim(), null)).hasValue(claim);
    }

    @Test
    void survivesARedisThatHesitates() {
        pause(300);

        assertThat(run(flightHere, ticket)).isEqualTo(new Outcome.First<>("1"));
        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
    }

    @Test
    void holdsItsClaimWhileTheWorkTakesLonger() {
        String key = RedisRecords.PREFIX + ticket.id();

        flightHere.run(
                ticket,
                () -> {
                    here.redis().expire(key, Duration.ofMillis(400));
                    here.flights().renewClaims();
                    assertThat(here.redis().getExpire(key)).isBetween(1L, Records.LEASE.toSeconds());
                    return work();
                },
                value -> {});

        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
    }

    @Test
    void worksInEachReplicaAloneWhileRedisIsAway() {
        server.down();

        assertThat(run(flightHere, ticket)).isEqualTo(new Outcome.First<>("1"));
        assertThat(run(flightHere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
        assertThat(run(flightThere, ticket)).isEqualTo(new Outcome.First<>("2"));
        assertThat(run(flightHere, new Tickets("test").of("what-is-presented", "and more")))
                .isEqualTo(new Outcome.Mismatched<>());

        server.up();
        assertThat(run(flightHere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
    }

    @Test
    void keepsAResultThatRedisDidNotTake() {
        flightHere.run(
                ticket,
                () -> {
                    server.down();
                    return work();
                },
                value -> {});

        assertThat(run(flightHere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
        server.up();
        assertThat(run(flightHere, ticket)).isEqualTo(new Outcome.Repeated<>("1"));
    }

    @Test
    void sharesAgainWhenRedisIsBack() {
        server.down();
        run(flightHere, ticket);
        server.up();

        await().untilAsserted(() -> {
            Ticket another = new Tickets("test").of("number " + worked.incrementAndGet());
            run(flightHere, another);
            assertThat(run(flightThere, another)).isInstanceOf(Outcome.Repeated.class);
        });
    }

    @Test
    void waitsOnlyOnceForARedisThatHangs() {
        run(flightHere, new Tickets("test").of("before"));
        pause(4000);

        long start = System.nanoTime();
        List<Outcome<String>> outcomes = IntStream.range(0, 20)
                .mapToObj(number -> run(flightHere, new Tickets("test").of("during " + number)))
                .toList();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.First<String>);
    }

    @Test
    void answers503WhenRedisGoesAwayWhileAnotherReplicaIsAtWork() throws Exception {
        leaveAClaim(Duration.ofSeconds(30));
        Future<Outcome<String>> waiting = threads.submit(() -> run(flightThere, ticket));
        server.down();

        assertThat(failureOf(waiting).error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE);
        assertThat(worked).hasValue(0);
    }

    private void leaveAClaim(Duration left) {
        here.redis()
                .opsForValue()
                .set(RedisRecords.PREFIX + ticket.id(), Entry.claim().text(), left);
    }

    private Outcome<String> run(SingleFlight<String> flight, Ticket presented) {
        return flight.run(presented, this::work, value -> {});
    }

    private void pause(int millis) {
        here.redis().execute((RedisCallback<@Nullable Object>)
                redis -> redis.execute("CLIENT", bytes("PAUSE"), bytes(Integer.toString(millis))));
    }

    private long looks() {
        Properties stats = Objects.requireNonNull(here.redis().execute((RedisCallback<Properties>)
                redis -> redis.serverCommands().info("commandstats")));
        return Long.parseLong(stats.getProperty("cmdstat_get").replaceAll("calls=([0-9]+),.*", "$1"));
    }

    private static void refuse(String value) {
        throw ApiException.of(AuthError.SESSION_REVOKED);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiException failureOf(Future<?> future) {
        ExecutionException thrown = catchThrowableOfType(ExecutionException.class, future::get);
        assertThat(thrown).isNotNull().hasCauseInstanceOf(ApiException.class);
        return (ApiException) Objects.requireNonNull(thrown.getCause());
    }

    private String work() {
        return Integer.toString(worked.incrementAndGet());
    }
}
