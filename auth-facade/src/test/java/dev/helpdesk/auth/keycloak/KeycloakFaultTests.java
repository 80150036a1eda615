package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.BearerToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeycloakFaultTests {

    private static final StubbedKeycloak KEYCLOAK = new StubbedKeycloak(Duration.ofMillis(400));
    private static final NewUser USER =
            new NewUser("a@example.com", "hunter2hunter2", "Ada", "Lovelace", "en", false, null);

    private static final Map<String, Executable> CALLS = Map.of(
            "logIn", () -> KEYCLOAK.tokens().logIn("a@example.com", "hunter2hunter2", null),
            "refresh", () -> KEYCLOAK.tokens().refresh("a.b.c"),
            "honours", () -> KEYCLOAK.tokens().honours(new BearerToken("a.b.c")),
            "endSessionOf", () -> KEYCLOAK.tokens().endSessionOf("a.b.c"),
            "register", () -> KEYCLOAK.users().register(USER),
            "byId", () -> KEYCLOAK.users().byId("u1"),
            "list", () -> KEYCLOAK.users().list(0, 10),
            "sessions", () -> KEYCLOAK.sessions().of("u1"),
            "figures", () -> KEYCLOAK.figures().loginsSince(Instant.EPOCH));

    private static final Map<String, ResponseDefinitionBuilder> FAULTS = Map.of(
            "500", json(500, "{\"error\":\"unknown_error\"}"),
            "503", json(503, ""),
            "429", json(429, ""),
            "HTML with 200", aResponse().withHeader("Content-Type", "text/html").withBody(StubbedKeycloak.FAULTY_BODY),
            "HTML with 502",
                    aResponse()
                            .withStatus(502)
                            .withHeader("Content-Type", "text/html")
                            .withBody(StubbedKeycloak.FAULTY_BODY),
            "half an answer", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
            "reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            "slow", json(200, "{}").withFixedDelay(2000),
            "our secret is wrong", json(401, "{\"error\":\"unauthorized_client\"}"),
            "we lack a right", json(403, "{\"error\":\"HTTP 403 Forbidden\"}"));

    @BeforeEach
    void reset() {
        KEYCLOAK.reset();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    static Stream<Arguments> callsAndFaults() {
        return CALLS.keySet().stream()
                .sorted()
                .flatMap(call -> FAULTS.keySet().stream().sorted().map(fault -> Arguments.of(call, fault)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callsAndFaults")
    void becomesIdentityUnavailable(String call, String fault) {
        KEYCLOAK.stub(any(anyUrl()).atPriority(9).willReturn(FAULTS.get(fault)));

        ApiException failure = catchThrowableOfType(
                ApiException.class,
                () -> Objects.requireNonNull(CALLS.get(call)).execute());

        assertThat(failure.error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE);
        assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(7));
        assertThat(failure.members()).isEmpty();
        assertThat(failure.getCause()).isNotNull();
        assertThat(stack(failure)).doesNotContain("hunter2").doesNotContain("s3cret");
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
