package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /api/auth/register} with an {@code Idempotency-Key}, at two facades; the last test kills the second. */
@ExtendWith(RunningSystem.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdempotencyIT {

    private static ServiceInstance second;

    private final String key = UUID.randomUUID().toString();
    private final Person person = Person.unique();
    private final Helpdesk here;
    private final Helpdesk there;
    private final Console console;

    IdempotencyIT(Helpdesk helpdesk) {
        this.here = helpdesk;
        this.there = helpdesk.at(second.url());
        this.console = new Console(helpdesk);
    }

    @BeforeAll
    static void startAnotherFacade(Platform platform) {
        second = platform.startService(Part.AUTH_FACADE, Map.of());
    }

    @Test
    void givesTheFirstAnswerAgain() {
        Answer first = register(here, person, key).expect(201);

        Answer again = register(there, person, "\"" + key + "\"").expect(201);

        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(again.header("Location")).hasValue("/api/auth/users/" + first.at("/user/id"));
        assertThat(again.header("Cache-Control")).hasValue("no-store");
        assertThat(again.text()).isEqualTo(first.text());
        there.verify(again.at("/accessToken")).expect(200);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        register(here, person, key).expect(201);

        register(there, Person.unique(), key).expectError(422, "idempotency_key_reused");
        register(there, person.withPassword(Person.unique().password()), key)
                .expectError(422, "idempotency_key_reused");
        register(there, person, UUID.randomUUID().toString()).expectError(409, "email_taken");
    }

    @Test
    void wantsAKeyThatIsHardToGuess() {
        for (String weak : List.of("fifteen-letters", "k".repeat(256), "with a blank in it")) {
            register(here, person, weak).expectError(400, "idempotency_key_invalid");
        }
        register(here, person, key).expect(201);
    }

    @Test
    void makesOneAccountOutOfManyRequestsAtOnce() {
        List<Answer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 20)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> register(number % 2 == 0 ? here : there, person, key), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(answers.stream().map(Answer::text))
                .containsOnly(answers.getFirst().text());
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(console.sessionsOf(answers.getFirst().at("/user/id"))).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void recognizesTheAccountThatADeadFacadeMade_F16() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> lost = CompletableFuture.runAsync(() -> register(there, person, key), threads);
            await().pollInterval(Duration.ofMillis(5)).until(() -> console.hasUser(person.email()));
            second.process().kill();
            lost.exceptionally(noAnswer -> null).join();
        }

        Answer again = register(here, person, key).expect(201);

        assertThat(again.at("/user/email")).isEqualTo(person.email());
        here.verify(again.at("/accessToken")).expect(200);
        here.login(person);
    }

    private static Answer register(Helpdesk facade, Person person, String key) {
        return facade.auth("POST", "/api/auth/register")
                .header("Idempotency-Key", key)
                .json(person.registration())
                .send();
    }
}
