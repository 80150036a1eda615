package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.ServiceInstance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What services do that follow the auth service's feed: user-services in both modes, with a facade of their own that can be killed. */
@ExtendWith(RunningSystem.class)
class FollowingIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Map<TokenMode, ServiceInstance> SERVICES = new EnumMap<>(TokenMode.class);
    private static ServiceInstance facade;

    private final Helpdesk helpdesk;
    private final Console console;

    FollowingIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk.at(facade.url());
        this.console = new Console(helpdesk);
    }

    @BeforeAll
    static void start(Platform platform) {
        facade = platform.startService(Part.AUTH_FACADE, Map.of());
        for (TokenMode mode : TokenMode.values()) {
            Map<String, String> variables = Map.of(
                    "AUTH_SERVICE_URL",
                    facade.url().toString(),
                    "AUTH_VERIFICATION",
                    mode == TokenMode.LOCAL ? "local" : "facade");
            SERVICES.put(mode, platform.startService(Part.USER_SERVICE, variables));
        }
    }

    @AfterAll
    static void stop() {
        SERVICES.values().forEach(ServiceInstance::close);
        facade.close();
    }

    private Answer profile(TokenMode mode, Session session) {
        return Call.get(service(mode).url() + "/api/profile/me")
                .header("X-Forwarded-For", Helpdesk.someAddress())
                .bearer(session.accessToken())
                .send();
    }

    private static ServiceInstance service(TokenMode mode) {
        return Objects.requireNonNull(SERVICES.get(mode));
    }

    private static void awaitFeeds() {
        for (TokenMode mode : TokenMode.values()) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Call.get(service(mode).url() + "/health")
                                    .send()
                                    .expect(200)
                                    .at("/dependencies/auth-service/status"))
                            .isEqualTo("ok"));
        }
    }

    private static double verifications() {
        return Call.get(facade.managementUrl() + "/actuator/prometheus")
                .send()
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .filter(line -> line.contains("uri=\"/api/auth/verify\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void makeNoCallPerRequest(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        double before = verifications();
        for (int i = 0; i < 20; i++) {
            profile(mode, session).expect(200);
        }
        assertThat(verifications() - before).isEqualTo(mode == TokenMode.LOCAL ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void refuseATokenOfASessionThatWasLoggedOut(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        profile(mode, session).expect(200);

        helpdesk.auth("POST", "/api/auth/logout")
                .bearer(session.accessToken())
                .send()
                .expect(200);

        awaitRefusal(mode, session);
    }

    @ParameterizedTest
    @EnumSource
    void refuseATokenWhoseUserWasDisabledInTheConsole(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        profile(mode, session).expect(200);

        console.disable(session.userId());

        awaitRefusal(mode, session);
    }

    @ParameterizedTest
    @EnumSource
    void goOnForSecondsWithoutTheFacade(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());
        Session ended = helpdesk.register(Person.unique());
        profile(mode, session).expect(200);
        profile(mode, ended).expect(200);
        console.endSession(ended.sessionId());
        awaitRefusal(mode, ended);

        facade.process().kill();
        try {
            profile(mode, session).expect(200);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> profile(mode, session).expectError(503, "identity_unavailable"));
            profile(mode, ended).expectError(401, "token_revoked");
        } finally {
            facade.process().start();
        }
        awaitFeeds();
        profile(mode, session).expect(200);
        profile(mode, ended).expectError(401, "token_revoked");
    }

    private void awaitRefusal(TokenMode mode, Session session) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(AT_ONCE)
                .untilAsserted(() -> profile(mode, session).expectError(401, "token_revoked"));
    }
}
