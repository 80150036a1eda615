package dev.helpdesk.authclient.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FacadeTokenVerifierTests {

    private static final BearerToken TOKEN = new BearerToken("a.b.c");
    private static final BearerToken OTHER = new BearerToken("a.b.d");
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Verification VALID = new Verification.Valid(new AccessToken(
            "jti",
            "sid",
            "portal",
            START,
            START.plusSeconds(300),
            null,
            new User("318b7771-75df-4df7-a609-b1020c139788", null, "", "", List.of("user"), true, true, null)));
    private static final Verification REVOKED = new Verification.Rejected(Verification.Reason.REVOKED);
    private static final Verification CANNOT_TELL = new Verification.Unavailable("away");

    private final AskedService service = new AskedService();
    private final Knowledge knowledge = new Knowledge();
    private final MovingClock clock = new MovingClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FacadeTokenVerifier verifier = new FacadeTokenVerifier(service, knowledge.followed(), clock, meters);

    private static Verification answer(String word) {
        return switch (word) {
            case "valid" -> VALID;
            case "revoked" -> REVOKED;
            default -> CANNOT_TELL;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE,    revoked,     valid,       0",
        "LIVE,    unavailable, valid,       0",
        "REVOKED, valid,       revoked,     0",
        "REVOKED, unavailable, revoked,     0",
        "UNKNOWN, valid,       valid,       1",
        "UNKNOWN, revoked,     revoked,     1",
        "UNKNOWN, unavailable, unavailable, 1"
    })
    void goesByAnAnswerAsLongAsItKnowsOfRevocations(Answer followed, String answered, String expected, int asked) {
        service.says(VALID);
        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
        service.says(answer(answered));
        knowledge.is(followed);

        assertThat(verifier.verify(TOKEN)).isEqualTo(answer(expected));
        assertThat(service.timesAsked() - 1).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE,    valid,       valid",
        "LIVE,    revoked,     revoked",
        "LIVE,    unavailable, unavailable",
        "REVOKED, valid,       revoked",
        "REVOKED, unavailable, unavailable",
        "UNKNOWN, valid,       valid",
        "UNKNOWN, revoked,     revoked",
        "UNKNOWN, unavailable, unavailable"
    })
    void asksAboutATokenItSeesForTheFirstTime(Answer followed, String answered, String expected) {
        service.says(answer(answered));
        knowledge.is(followed);

        assertThat(verifier.verify(TOKEN)).isEqualTo(answer(expected));
        assertThat(service.timesAsked()).isEqualTo(1);
    }

    @Test
    void asksEachTimeWhileItDoesNotKnow() {
        knowledge.is(Answer.UNKNOWN);
        service.says(VALID);
        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
        service.says(CANNOT_TELL);
        assertThat(verifier.verify(TOKEN)).isEqualTo(CANNOT_TELL);
        assertThat(service.timesAsked()).isEqualTo(3);

        knowledge.is(Answer.LIVE);
        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
        assertThat(service.timesAsked()).isEqualTo(3);
    }

    @Test
    void tellsTokensApart() {
        service.says(VALID);
        verifier.verify(TOKEN);
        service.says(REVOKED);
        assertThat(verifier.verify(OTHER)).isEqualTo(REVOKED);
        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
    }

    @Test
    void asksAgainWhenTheTokenHasExpired() {
        service.says(VALID);
        verifier.verify(TOKEN);
        service.says(new Verification.Rejected(Verification.Reason.EXPIRED));
        clock.passes(Duration.ofSeconds(299));
        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
        clock.passes(Duration.ofSeconds(1));
        assertThat(verifier.verify(TOKEN)).isEqualTo(new Verification.Rejected(Verification.Reason.EXPIRED));
    }

    @ParameterizedTest
    @EnumSource
    void keepsRefusalsOfWhatLooksLikeAToken(Verification.Reason reason) {
        service.says(new Verification.Rejected(reason));
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(TOKEN)).isEqualTo(new Verification.Rejected(reason));
        }
        assertThat(service.timesAsked()).isEqualTo(1);

        verifier.verify(new BearerToken("nonsense"));
        verifier.verify(new BearerToken("nonsense"));
        assertThat(service.timesAsked()).isEqualTo(3);
    }

    @Test
    void isNotFloodedByBadTokens() {
        service.says(VALID);
        verifier.verify(TOKEN);
        service.says(new Verification.Rejected(Verification.Reason.INVALID));
        for (int i = 0; i < 50_000; i++) {
            verifier.verify(new BearerToken("a.b." + i));
        }
        int asked = service.timesAsked();

        assertThat(verifier.verify(TOKEN)).isEqualTo(VALID);
        assertThat(service.timesAsked()).isEqualTo(asked);
    }

    @Test
    void forgetsEverythingWhenTheKeysChange() {
        service.says(VALID);
        verifier.verify(TOKEN);
        service.says(new Verification.Rejected(Verification.Reason.INVALID));
        verifier.verify(OTHER);

        verifier.forget();
        service.says(new Verification.Rejected(Verification.Reason.INVALID));
        assertThat(verifier.verify(TOKEN)).isEqualTo(new Verification.Rejected(Verification.Reason.INVALID));
        service.says(VALID);
        assertThat(verifier.verify(OTHER)).isEqualTo(VALID);
    }

    @Test
    void doesNotKeepAnAnswerThatKeysOfBeforeGave() throws InterruptedException {
        service.says(VALID);
        service.waits();
        Thread asking = Thread.ofVirtual().start(() -> verifier.verify(TOKEN));
        await().until(() -> service.timesAsked() == 1);
        verifier.forget();
        service.goesOn();
        asking.join();

        verifier.verify(TOKEN);
        assertThat(service.timesAsked()).isEqualTo(2);
    }

    @Test
    void sharesOneCallAmongThoseWhoAskTheSame() throws ExecutionException, InterruptedException {
        service.says(VALID);
        service.waits();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Verification>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> verifier.verify(TOKEN)));
            }
            await().until(() -> service.timesAsked() == 1);
            service.goesOn();
            for (Future<Verification> answer : answers) {
                assertThat(answer.get()).isEqualTo(VALID);
            }
        }
        assertThat(service.timesAsked()).isEqualTo(1);
    }

    @Test
    void remembersWhatHeldLately() {
        service.says(VALID);
        verifier.verify(TOKEN);
        knowledge.is(Answer.UNKNOWN);
        assertThat(verifier.heldLately(TOKEN)).isEmpty();

        knowledge.wasLately(Answer.LIVE);
        assertThat(verifier.heldLately(TOKEN)).isPresent();
        assertThat(verifier.heldLately(OTHER)).isEmpty();

        knowledge.wasLately(Answer.REVOKED);
        assertThat(verifier.heldLately(TOKEN)).isEmpty();
        knowledge.wasLately(Answer.LIVE);
        clock.passes(Duration.ofMinutes(5));
        assertThat(verifier.heldLately(TOKEN)).isEmpty();
    }

    @Test
    void countsWhoDecided() {
        service.says(VALID);
        for (int i = 0; i < 4; i++) {
            verifier.verify(TOKEN);
        }
        assertThat(meters.get("helpdesk.tokens.checked")
                        .tag("by", "here")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(meters.get("helpdesk.tokens.checked")
                        .tag("by", "auth-service")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static final class MovingClock extends Clock {

        private Instant now = START;

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
