package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.ServiceInstance;
import java.time.Duration;
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
import org.awaitility.Awaitility;
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
        Session session = here.register(Person.unique());
        String token = session.refreshToken();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= ROUNDS; round++) {
                List<Answer> answers = all(threads, requests(token));
                assertThat(answers).allSatisfy(answer -> answer.expect(200));
                assertThat(answers.stream().map(Answer::text))
                        .as("round %d", round)
                        .containsOnly(answers.getFirst().text());
                token = answers.getFirst().at("/refreshToken");
            }
            assertThat(refreshesOf(session.userId()))
                    .containsOnly("REFRESH_TOKEN")
                    .hasSize(ROUNDS);
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

    /** A facade that has just started may find Redis too slow for its first words and remember by itself for a moment. */
    private static void awaitSharedRecords(Helpdesk one, Helpdesk other) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            String token = one.register(Person.unique()).refreshToken();
            return refresh(one, token).text().equals(refresh(other, token).text());
        });
    }

    @Test
    void endsTheSessionOnceTheSuccessorWasUsed_R03() {
        awaitSharedRecords(here, there);
        awaitSharedRecords(there, here);
        Session first = here.register(Person.unique());
        Session next = Session.of(refresh(here, first.refreshToken()).expect(200));
        Session newest = Session.of(refresh(there, next.refreshToken()).expect(200));

        refresh(here, first.refreshToken()).expectError(401, "refresh_token_reused");

        refresh(there, newest.refreshToken()).expectError(401, "session_revoked");
        there.verify(newest.accessToken()).expectError(401, "token_revoked");
        assertThat(console.sessionsOf(first.userId())).isEmpty();
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
