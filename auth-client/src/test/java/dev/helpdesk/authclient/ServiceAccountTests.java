package dev.helpdesk.authclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.SignedJWT;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.token.BearerToken;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.client.RestClient;

class ServiceAccountTests {

    private final TestIdentityProvider provider = TestIdentityProvider.start();
    private final ServiceAccount account = account("s+cr&t");

    private ServiceAccount account(String secret) {
        provider.registerClient("user-service", "s+cr&t");
        return ServiceAccount.create(RestClient.builder().build(), provider.tokenEndpoint(), "user-service", secret);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void keepsItsTokenWhileItHolds() throws ParseException {
        BearerToken token = account.token();

        assertThat(account.token()).isEqualTo(token);
        assertThat(SignedJWT.parse(token.value()).getJWTClaimsSet().getClaim("azp"))
                .isEqualTo("user-service");
        assertThat(provider.tokenRequests()).isEqualTo(1);
    }

    @Test
    void renewsItsTokenShortlyBeforeItEnds() {
        Instant start = Instant.parse("2026-11-23T10:00:00Z");
        AtomicInteger asked = new AtomicInteger();
        TokenEndpoint endpoint = () ->
                new TokenEndpoint.Issued(new BearerToken("token-" + asked.incrementAndGet()), Duration.ofMinutes(5));
        MovingClock clock = new MovingClock(start);
        ServiceAccount renewing = new ServiceAccount(endpoint, clock);
        assertThat(renewing.token().value()).isEqualTo("token-1");

        clock.now = start.plusSeconds(269);
        assertThat(renewing.token().value()).isEqualTo("token-1");
        clock.now = start.plusSeconds(270);
        assertThat(renewing.token().value()).isEqualTo("token-2");
    }

    @Test
    void forgetsOnlyTheTokenThatWasRefused() {
        BearerToken first = account.token();
        account.forget(new BearerToken("another"));
        assertThat(account.token()).isEqualTo(first);

        account.forget(first);
        assertThat(account.token()).isNotEqualTo(first);
    }

    @Test
    void sharesOneRequestAmongAllWhoWait() throws InterruptedException, ExecutionException {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        ServiceAccount shared = new ServiceAccount(
                () -> {
                    awaitQuietly(released);
                    return new TokenEndpoint.Issued(
                            new BearerToken("token-" + asked.incrementAndGet()), Duration.ofMinutes(5));
                },
                Clock.systemUTC());
        Set<BearerToken> seen = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BearerToken>> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiting.add(threads.submit(shared::token));
            }
            released.countDown();
            for (Future<BearerToken> token : waiting) {
                seen.add(token.get());
            }
        }
        assertThat(seen).containsExactly(new BearerToken("token-1"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void recoversFromAFailure() {
        provider.down();
        assertThatExceptionOfType(AuthServiceUnavailableException.class)
                .isThrownBy(account::token)
                .withMessageStartingWith("the identity provider cannot be reached");

        provider.up();
        assertThat(account.token().value()).isNotEmpty();
    }

    @Test
    void tellsWhichClientWasRefusedAndNotItsSecret() {
        assertThatExceptionOfType(AuthServiceUnavailableException.class)
                .isThrownBy(account("wr0ng")::token)
                .withMessage("the identity provider gave no token to the client user-service, but answered 401");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | <html>Oops</html>                     | gave no token to the client user-service, but answered 500",
                "200 | <html>Welcome</html>                  | answered something unusable",
                "200 | {}                                    | answered something unusable",
                "200 | {\"access_token\":\"x\"}              | answered something unusable",
                "200 | {\"expires_in\":300}                  | answered something unusable"
            })
    void takesNoTokenFromUnusableAnswers(int status, String body, String message) {
        provider.answerTokensWith(status, body);
        assertThatExceptionOfType(AuthServiceUnavailableException.class)
                .isThrownBy(account::token)
                .withMessage("the identity provider " + message);
    }

    @Test
    void saysWhatIsMissingWhenItWasNotSetUp() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(ServiceAccount.missing("AUTH_CLIENT_ID is missing")::token)
                .withMessage("AUTH_CLIENT_ID is missing");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class MovingClock extends Clock {

        private Instant now;

        MovingClock(Instant start) {
            now = start;
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
