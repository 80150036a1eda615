package dev.helpdesk.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.Call;
import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.cluster.Cluster;
import dev.helpdesk.systemtests.cluster.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keycloak gets a new signing key under load and loses the old one, while many tokens name keys that nobody knows. */
@ExtendWith(FaultySystem.class)
class KeyRotationIT {

    private static final int UNKNOWN_KEYS = 1_000;
    private static final int AT_A_TIME = 16;

    /** Five seconds, less what a request may be late. */
    private static final long APART = Duration.ofMillis(4_900).toNanos();

    private final Stage stage;
    private final Cluster cluster;
    private final SigningKeys keys;

    KeyRotationIT(Stage stage) {
        this.stage = stage;
        cluster = stage.cluster();
        keys = new SigningKeys(new Console(cluster.helpdesk()));
    }

    @Test
    void rotatesAndLosesTheOldKeyInAFloodOfUnknownOnes_L10_L11_J11_F12() throws Exception {
        try (Trial trial = stage.begin()) {
            Held witness = witness();
            List<String> former = keys.current();
            keys.add();
            flood(trial);
            List<Held> signedByTheOld = stage.population().live();
            renewEverybody(trial);

            long removed = System.nanoTime();
            stage.population().keyRemoved(signedByTheOld, removed);
            trial.history().keyRemoved(witness.name(), removed);
            former.forEach(keys::remove);
            flood(trial);

            awaitRefusalEverywhere(trial, witness);
            trial.expectService(removed, System.nanoTime());
        }
        for (Member member : List.of(Member.FACADE_1, Member.FACADE_2, Member.USER_LOCAL)) {
            List<Long> fetches = cluster.wiring().keyFetches(member);
            assertThat(IntStream.range(1, fetches.size()).mapToLong(i -> fetches.get(i) - fetches.get(i - 1)))
                    .as("time between fetches of " + member)
                    .isNotEmpty()
                    .allMatch(apart -> apart >= APART);
        }
    }

    /** A token of the old key whose session nobody ends. */
    private Held witness() {
        Person person = stage.population().nextPerson();
        return stage.population().issued(person, cluster.helpdesk().login(person));
    }

    /** As many tokens as there are people, signed by the new key. */
    private void renewEverybody(Trial trial) {
        stage.population().live().forEach(held -> trial.clients().logIn(Member.FACADE_1));
    }

    private void flood(Trial trial) throws InterruptedException, ExecutionException {
        String good = stage.population().live().getLast().session().accessToken();
        List<Member> members = List.of(Member.values());
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<Answer>> answers = IntStream.range(0, UNKNOWN_KEYS)
                    .mapToObj(number -> workers.submit(() -> ask(members.get(number % members.size()), good)))
                    .toList();
            for (Future<Answer> answer : answers) {
                expectNoSuccess(answer.get());
            }
        }
        trial.pass(Duration.ofSeconds(1));
    }

    private Answer ask(Member member, String good) {
        return Call.get(cluster.url(member) + member.question())
                .bearer(SigningKeys.withUnknownKey(good))
                .send();
    }

    /** Not published, or not to be told whether it is by now. */
    private static void expectNoSuccess(Answer answer) {
        if (answer.status() == 503) {
            answer.expectError(503, "identity_unavailable");
            assertThat(answer.header("Retry-After")).isPresent();
        } else {
            answer.expectError(401, "token_invalid");
        }
    }

    private static void awaitRefusalEverywhere(Trial trial, Held held) {
        for (Member member : Member.values()) {
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(trial.clients().ask(member, held).map(Answer::status))
                                    .hasValue(401));
        }
    }
}
