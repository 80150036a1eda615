package dev.helpdesk.authclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.token.BearerToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class AuthServiceRequestsTests {

    private static final BearerToken TOKEN = new BearerToken("a.b.c");
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final FakeAuthService first = FakeAuthService.start();
    private final FakeAuthService second = FakeAuthService.start();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static AuthServiceRequests requests(Duration timeout, URI... addresses) {
        return AuthServiceRequests.create(
                Arrays.asList(addresses), timeout, RestClient.builder(), new SimpleMeterRegistry());
    }

    private static void assertUndecided(AuthServiceRequests requests) {
        assertThatExceptionOfType(AuthServiceUnavailableException.class).isThrownBy(() -> requests.verify(TOKEN));
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void goesToTheFirstAddressAsLongAsItWorks() {
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(5), first.url(), second.url())) {
            for (int i = 0; i < 5; i++) {
                assertThat(requests.verify(TOKEN).status()).isEqualTo(401);
            }
        }
        assertThat(first.verifications()).isEqualTo(5);
        assertThat(second.verifications()).isZero();
    }

    @Test
    void goesElsewhereWhenAConnectionFailsAndStaysThere() {
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(5), first.url(), second.url())) {
            assertThat(requests.verify(TOKEN).status()).isEqualTo(401);
            first.down();
            for (int i = 0; i < 5; i++) {
                assertThat(requests.verify(TOKEN).errorCode()).isEqualTo("token_invalid");
            }
            first.up();
            assertThat(requests.verify(TOKEN).status()).isEqualTo(401);
        }
        assertThat(second.verifications()).isEqualTo(6);
    }

    @Test
    void saysThatNobodyIsThere() {
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(5), NOBODY, NOBODY)) {
            assertThatExceptionOfType(AuthServiceUnavailableException.class)
                    .isThrownBy(() -> requests.verify(TOKEN))
                    .withMessageStartingWith("the auth service cannot be reached");
            assertThatExceptionOfType(AuthServiceUnavailableException.class).isThrownBy(requests::check);
        }
    }

    @Test
    void takesNoLongerInAllThanItsTime() {
        first.slow(Duration.ofSeconds(10));
        second.slow(Duration.ofSeconds(10));
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(1), first.url(), second.url())) {
            assertThat(time(() -> assertUndecided(requests))).isLessThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void leavesAServiceThatHangsAloneUntilItAnswers() {
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(1), first.url())) {
            first.slow(Duration.ofSeconds(10));
            await().until(() -> {
                assertUndecided(requests);
                return time(() -> assertUndecided(requests)).compareTo(Duration.ofMillis(50)) < 0;
            });
            int asked = first.verifications();
            for (int i = 0; i < 20; i++) {
                assertUndecided(requests);
            }
            assertThat(first.verifications()).isEqualTo(asked);

            first.up();
            await().ignoreExceptions().until(() -> requests.verify(TOKEN).status() == 401);
        }
    }

    @Test
    void asksAgainAtOnceWhereSomebodyElseHasAnAnswerFrom() {
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(5), first.url())) {
            first.down();
            await().untilAsserted(() -> assertThatExceptionOfType(AuthServiceUnavailableException.class)
                    .isThrownBy(() -> requests.verify(TOKEN))
                    .withMessageContaining("does not answer"));
            first.up();

            requests.answers(first.url());

            assertThat(requests.verify(TOKEN).status()).isEqualTo(401);
        }
    }

    @Test
    void goesElsewhereWhenAServiceHangs() {
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(1), first.url(), second.url())) {
            first.slow(Duration.ofSeconds(10));
            assertUndecided(requests);
            assertThat(requests.verify(TOKEN).status()).isEqualTo(401);
            assertThat(second.verifications()).isEqualTo(1);
        }
    }

    @Test
    void takesRefusalsAndUndecidedTokensForAnswers() {
        second.server()
                .stubFor(WireMock.any(WireMock.anyUrl())
                        .atPriority(1)
                        .willReturn(
                                WireMock.aResponse().withStatus(503).withBody("{\"code\":\"identity_unavailable\"}")));
        try (AuthServiceRequests refused = requests(Duration.ofSeconds(5), first.url());
                AuthServiceRequests undecided = requests(Duration.ofSeconds(5), second.url())) {
            for (int i = 0; i < 40; i++) {
                assertThat(refused.verify(TOKEN).status()).isEqualTo(401);
                assertThat(refused.get(TOKEN, "/api/auth/users/{id}", i).status())
                        .isEqualTo(404);
                assertThat(undecided.verify(TOKEN).errorCode()).isEqualTo("identity_unavailable");
            }
        }
        assertThat(first.verifications()).isEqualTo(40);
        assertThat(second.verifications()).isEqualTo(40);
    }

    @Test
    void leavesAServiceAloneThatOnlyFails() {
        first.answersEverythingWith(502, "text/html", "<html>Bad gateway</html>");
        try (AuthServiceRequests requests = requests(Duration.ofSeconds(5), first.url())) {
            await().until(() -> {
                try {
                    assertThat(requests.verify(TOKEN).status()).isEqualTo(502);
                    return false;
                } catch (AuthServiceUnavailableException e) {
                    return true;
                }
            });
            assertThat(first.verifications()).isLessThan(20);
        }
    }

    @Test
    void dividesItsTimeSoThatTheWholeIsNeverExceeded() {
        for (int addresses : List.of(1, 2, 5)) {
            Duration timeout = Duration.ofSeconds(5);
            CallTimes times = CallTimes.of(timeout, addresses);
            assertThat(times.queue().plus(times.spare()).plus(times.attempt())).isEqualTo(timeout);
            assertThat(times.connect()).isLessThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(times.attempt()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }
}
