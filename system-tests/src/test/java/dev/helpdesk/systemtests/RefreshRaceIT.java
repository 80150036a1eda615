package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.ServiceInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One refresh token sent many times, to two facades. */
@ExtendWith(RunningSystem.class)
class RefreshRaceIT {

    private static final int ROUNDS = 100;
    private static final int PARALLEL = 50;

    /** Far more than people need, and than these tests do. */
    private static final Map<String, String> WIDE_LIMITS = Map.of("RATE_LIMIT_REFRESH_SESSION", "100000/1m");

    private static List<ServiceInstance> facades;

    private final Helpdesk here;
    private final Helpdesk there;
    private final Console console;

    RefreshRaceIT(Helpdesk helpdesk) {
        this.here = helpdesk.at(facades.getFirst().url());
        this.there = helpdesk.at(facades.getLast().url());
        this.console = new Console(helpdesk);
    }

    @BeforeAll
    static void startFacades(Platform platform) {
        facades = Stream.of(1, 2)
                .map(number -> CompletableFuture.supplyAsync(
                        () -> platform.startService(Part.AUTH_FACADE, WIDE_LIMITS), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @AfterAll
    static void stopThem() {
        facades.forEach(ServiceInstance::close);
    }

    @Test
    void givesAllWhoRefreshAtOnceTheSamePair_R02() throws Exception {
        List<String> before = console.eventTypes();
        Set<String> more = new HashSet<>(before);
        more.add("REFRESH_TOKEN");
        console.storeEvents(more);
        List<Session> sessions = Stream.generate(() -> here.register(Person.unique()))
                .limit(ROUNDS)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Session session : sessions) {
                List<Answer> answers = all(threads, requests(session.refreshToken()));
                assertThat(answers).allSatisfy(answer -> answer.expect(200));
                assertThat(answers.stream().map(Answer::text))
                        .containsOnly(answers.getFirst().text());
                assertThat(refreshesOf(session.userId())).containsExactly("REFRESH_TOKEN");
            }
        } finally {
            console.storeEvents(before);
        }
    }

    @Test
    void givesTheSamePairAgainAfterALostAnswer_F18() {
        Session session = here.register(Person.unique());
        Answer lost = refresh(here, session.refreshToken()).expect(200);

        Answer again = refresh(there, session.refreshToken()).expect(200);

        assertThat(again.text()).isEqualTo(lost.text());
        assertThat(refresh(here, session.refreshToken()).expect(200).text()).isEqualTo(lost.text());
        there.verify(again.at("/accessToken")).expect(200);
        refresh(there, again.at("/refreshToken")).expect(200);
    }

    @Test
    void endsTheSessionOnceTheSuccessorWasUsed_R03() {
        Session first = here.register(Person.unique());
        Session next = Session.of(refresh(here, first.refreshToken()).expect(200));
        Session newest = Session.of(refresh(there, next.refreshToken()).expect(200));

        refresh(here, first.refreshToken()).expectError(401, "refresh_token_reused");

        assertEnded(first.userId(), newest);
    }

    /** After the time in which pairs are given again Keycloak alone knows what was spent, and that by the second. */
    @Test
    void endsTheSessionForAReplayLongAfter_R01() {
        Session first = here.register(Person.unique());
        Session next = Session.of(refresh(here, first.refreshToken()).expect(200));
        Session newest = Session.of(refresh(there, next.refreshToken()).expect(200));
        Instant forgotten = Instant.now().plusSeconds(11);
        await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(forgotten));

        refresh(there, first.refreshToken()).expectError(401, "refresh_token_reused");

        assertEnded(first.userId(), newest);
    }

    private void assertEnded(String userId, Session newest) {
        refresh(there, newest.refreshToken()).expectError(401, "session_revoked");
        for (Helpdesk facade : List.of(here, there)) {
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> facade.verify(newest.accessToken()).expectError(401, "token_revoked"));
        }
        assertThat(console.sessionsOf(userId)).isEmpty();
    }

    @Test
    void givesNoPairAgainAfterALogout() {
        Session session = here.register(Person.unique());
        Session next = Session.of(refresh(here, session.refreshToken()).expect(200));
        here.auth("POST", "/api/auth/logout").bearer(next.accessToken()).send().expect(200);

        refresh(here, session.refreshToken()).expectError(401, "session_revoked");
        refresh(there, session.refreshToken()).expectError(401, "session_revoked");
    }

    private List<Callable<Answer>> requests(String token) {
        return IntStream.range(0, PARALLEL)
                .<Callable<Answer>>mapToObj(number -> () -> refresh(number % 2 == 0 ? here : there, token))
                .toList();
    }

    /** What Keycloak stored of each refresh. */
    private List<String> refreshesOf(String userId) {
        return console.call("GET", "/events?max=1000&type=REFRESH_TOKEN&type=REFRESH_TOKEN_ERROR&user=" + userId)
                .send()
                .expect(200)
                .json()
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(calls)) {
            results.add(future.get());
        }
        return results;
    }

    private static Answer refresh(Helpdesk facade, String refreshToken) {
        return facade.auth("POST", "/api/auth/refresh")
                .json(Map.of("refreshToken", refreshToken))
                .send();
    }
}
