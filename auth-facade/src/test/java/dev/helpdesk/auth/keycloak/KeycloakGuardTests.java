package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.ADMIN;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.OPENID;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.service.guard.OverdueException;
import dev.helpdesk.token.BearerToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeycloakGuardTests {

    private static final Executor VIRTUAL = work -> Thread.ofVirtual().start(work);
    private static final BearerToken TOKEN = new BearerToken("a.b.c");
    private static final int HANGING = 30_000;

    private final StubbedKeycloak keycloak =
            new StubbedKeycloak(Duration.ofSeconds(5), new KeycloakProperties.Limit(2, 4, 4, Duration.ofMillis(100)));

    @AfterEach
    void stop() {
        keycloak.close();
    }

    private void answerEverythingElse(ResponseDefinitionBuilder answer) {
        keycloak.stub(any(anyUrl()).atPriority(9).willReturn(answer));
    }

    /** The facade's own login as well. */
    private void answerEverything(ResponseDefinitionBuilder answer) {
        keycloak.stub(any(anyUrl()).atPriority(1).willReturn(answer));
    }

    private void serve() {
        keycloak.server().resetMappings();
        keycloak.grantsTheFacade();
        keycloak.stub(post(urlPathEqualTo(OPENID + "token/introspect")).willReturn(json(200, "{\"active\":true}")));
        keycloak.stub(get(urlPathMatching(ADMIN + "users/[^/]+")).willReturn(json(404, "{}")));
    }

    private static <T> CompletableFuture<T> later(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, VIRTUAL);
    }

    private static ApiException failureOf(ThrowingCallable call) {
        ApiException failure = catchThrowableOfType(ApiException.class, call);
        assertThat(failure.error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE);
        return failure;
    }

    private CallRefusedException.Reason refusalOfLogin() {
        ApiException failure = failureOf(() -> keycloak.tokens().logIn("a@example.com", "hunter2hunter2", null));
        assertThat(failure.getCause()).isInstanceOf(CallRefusedException.class);
        return ((CallRefusedException) failure.getCause()).reason();
    }

    private int requests(String path) {
        return keycloak.server()
                .countRequestsMatching(postRequestedFor(urlPathEqualTo(path)).build())
                .getCount();
    }

    private int ownLogins() {
        return keycloak.server()
                .countRequestsMatching(postRequestedFor(urlPathEqualTo(OPENID + "token"))
                        .withFormParam("grant_type", equalTo("client_credentials"))
                        .build())
                .getCount();
    }

    @Test
    void f32AStormOfLoginsTakesNobodyElsesPlace() {
        serve();
        keycloak.stub(post(urlPathEqualTo(OPENID + "token"))
                .withFormParam("grant_type", equalTo("password"))
                .willReturn(json(400, "{\"error\":\"invalid_grant\"}").withFixedDelay(2_000)));
        List<CompletableFuture<Grant>> storm = IntStream.range(0, 2)
                .mapToObj(login -> later(() -> keycloak.tokens().logIn("a@example.com", "hunter2hunter2", null)))
                .toList();
        await().until(() -> requests(OPENID + "token") >= 2);

        assertThat(refusalOfLogin()).isEqualTo(CallRefusedException.Reason.FULL);
        assertThat(keycloak.tokens().honours(TOKEN)).isTrue();
        assertThat(keycloak.users().byId("u1")).isEmpty();
        assertThat(keycloak.tokens().logInNew("a@example.com", "hunter2hunter2"))
                .isInstanceOf(Grant.InvalidCredentials.class);
        storm.forEach(login -> assertThat(login.join()).isInstanceOf(Grant.InvalidCredentials.class));
        assertThat(keycloak.meters()
                        .counter("helpdesk.guard.refused", "name", "keycloak-logins", "reason", "full")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void f08AHangingKeycloakIsSoonLeftAlone() {
        answerEverything(json(200, "{}").withFixedDelay(HANGING));
        CompletableFuture<Grant> first = later(() -> keycloak.tokens().logIn("a@example.com", "hunter2hunter2", null));

        // A second of trust, a second for the ping.
        await().atMost(Duration.ofSeconds(4))
                .until(() -> keycloak.meters()
                                .get("resilience4j.circuitbreaker.state")
                                .tag("name", "keycloak-logins")
                                .tag("state", "open")
                                .gauge()
                                .value()
                        == 1);

        int asked = requests(OPENID + "token") - ownLogins();
        assertThat(first).isNotDone();
        assertThat(refusalOfLogin()).isEqualTo(CallRefusedException.Reason.OPEN);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> keycloak.tokens().refresh("a.b.c"),
                () -> keycloak.tokens().honours(TOKEN),
                () -> keycloak.users().byId("u1"),
                () -> keycloak.sessions().of("u1"))) {
            assertThat(failureOf(call).getCause()).isInstanceOf(CallRefusedException.class);
        }
        assertThat(requests(OPENID + "token") - ownLogins()).isEqualTo(asked);
        assertThatThrownBy(() -> keycloak.guarded().check()).isInstanceOf(CallRefusedException.class);
        assertThatThrownBy(first::join)
                .cause()
                .isInstanceOf(ApiException.class)
                .cause()
                .isInstanceOf(OverdueException.class);
    }

    @Test
    void f06AnIntrospectionTakesLessThanASecondInAll() {
        answerEverything(json(200, "{\"active\":true}").withFixedDelay(HANGING));
        long began = System.nanoTime();

        failureOf(() -> keycloak.tokens().honours(TOKEN));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void f22AnAnswerThatDripsInEndsInTime() {
        StubbedKeycloak impatient = new StubbedKeycloak(Duration.ofMillis(500));
        try {
            impatient.stub(any(anyUrl())
                    .atPriority(9)
                    .willReturn(json(200, "{\"id\":\"u1\",\"email\":\"ada@example.com\"}")
                            .withChunkedDribbleDelay(20, HANGING)));
            long began = System.nanoTime();

            CompletableFuture<ApiException> lookUp =
                    later(() -> failureOf(() -> impatient.users().byId("u1")));
            CompletableFuture<ApiException> login =
                    later(() -> failureOf(() -> impatient.tokens().logIn("a@example.com", "hunter2hunter2", null)));

            assertThat(lookUp.join().getCause()).isNotNull();
            assertThat(login.join().getCause()).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        } finally {
            impatient.close();
        }
    }

    @Test
    void f09IsCalledAgainSoonAfterItIsBack() {
        answerEverything(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        await().until(() ->
                failureOf(() -> keycloak.tokens().honours(TOKEN)).getCause() instanceof CallRefusedException);

        serve();

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            try {
                return keycloak.tokens().honours(TOKEN);
            } catch (ApiException e) {
                return false;
            }
        });
        keycloak.guarded().check();
    }

    @Test
    void f10AFlappingKeycloakIsNotCalledMoreOftenThanItsCallersAsk() {
        int calls = 0;
        for (int phase = 0; phase < 4; phase++) {
            if (phase % 2 == 0) {
                answerEverything(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
            } else {
                serve();
            }
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                calls++;
                try {
                    assertThat(keycloak.tokens().honours(TOKEN)).isTrue();
                } catch (ApiException e) {
                    assertThat(e.error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE);
                }
            }
        }

        assertThat(requests(OPENID + "token/introspect")).isBetween(1, (int) (calls * 1.2));
    }

    @Test
    void asksOnceMoreWhatMayBeAskedTwiceAndNothingElse() {
        answerEverythingElse(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        failureOf(() -> keycloak.tokens().honours(TOKEN));
        failureOf(() -> keycloak.tokens().logIn("a@example.com", "hunter2hunter2", null));
        failureOf(() -> keycloak.tokens().refresh("a.b.c"));
        failureOf(() -> keycloak.users().byId("u1"));

        assertThat(requests(OPENID + "token/introspect")).isEqualTo(2);
        assertThat(requests(OPENID + "token") - ownLogins()).isEqualTo(2);
        assertThat(keycloak.server().findAll(getRequestedFor(urlPathEqualTo(ADMIN + "users/u1"))))
                .hasSize(2);
    }

    @Test
    void f15LogsInAgainOnceWhenItsTokenIsRefused() {
        serve();
        keycloak.users().byId("u1");
        int before = ownLogins();
        keycloak.stub(any(anyUrl()).atPriority(1).willReturn(json(401, "{\"error\":\"unauthorized_client\"}")));

        ApiException failure = failureOf(() -> keycloak.users().byId("u1"));

        assertThat(ownLogins()).isEqualTo(before + 1);
        assertThat(failure).hasRootCauseMessage("Keycloak answered 401 to token: null");
        assertThatThrownBy(() -> keycloak.guarded().check())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void logsInOnceForAllWhoNeedAToken() {
        serve();
        keycloak.stub(post(urlPathEqualTo(OPENID + "token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(json(200, "{\"access_token\":\"own\",\"expires_in\":300}")
                        .withFixedDelay(300)));

        List<CompletableFuture<Boolean>> all = IntStream.range(0, 4)
                .mapToObj(call -> later(() -> keycloak.users().byId("u1").isEmpty()))
                .toList();

        all.forEach(call -> assertThat(call.join()).isTrue());
        assertThat(ownLogins()).isEqualTo(1);
    }
}
