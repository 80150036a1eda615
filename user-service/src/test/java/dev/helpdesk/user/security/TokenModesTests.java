package dev.helpdesk.user.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.FakeUser;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.user.UserServiceApplication;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs, with both ways of checking tokens. */
class TokenModesTests {

    private static final String ME = "/api/profile/me";
    private static final TestIdentityProvider PROVIDER = TestIdentityProvider.start();
    private static final FakeAuthService AUTH_SERVICE = FakeAuthService.start();
    private static final Map<Mode, ConfigurableApplicationContext> SERVICES = new EnumMap<>(Mode.class);

    enum Mode {
        FACADE,
        LOCAL
    }

    @BeforeAll
    static void start() {
        PROVIDER.registerClient("user-service", "s3cret");
        AUTH_SERVICE.feed().beatsEvery(Duration.ofMillis(100));
        for (Mode mode : Mode.values()) {
            SERVICES.put(
                    mode,
                    SpringApplication.run(
                            UserServiceApplication.class,
                            "--server.port=0",
                            "--management.server.port=-1",
                            "--spring.datasource.url=" + TestDatabase.create(),
                            "--spring.data.redis.url=redis://127.0.0.1:1",
                            "--directory.copy.interval=100ms",
                            "--auth.verification=" + mode.name().toLowerCase(java.util.Locale.ROOT),
                            "--auth.service.url=" + AUTH_SERVICE.url(),
                            "--auth.client.id=user-service",
                            "--auth.client.secret=s3cret",
                            "--keycloak.url=" + PROVIDER.url()));
        }
    }

    @AfterAll
    static void stop() {
        SERVICES.values().forEach(ConfigurableApplicationContext::close);
        AUTH_SERVICE.close();
        PROVIDER.close();
    }

    @BeforeEach
    void waitForTheFeed() {
        AUTH_SERVICE.up();
        AUTH_SERVICE.feed().trusts();
        for (Mode mode : Mode.values()) {
            await().untilAsserted(() -> assertThat(authService(mode)).isEqualTo("ok"));
            // Once the auth service did not answer it is left alone until it does.
            await().until(() -> api(mode).get(ME, "nonsense").status() == 401);
        }
    }

    private static String authService(Mode mode) {
        return api(mode).get("/health").at("/dependencies/auth-service/status").asString();
    }

    private static Api api(Mode mode) {
        WebServerApplicationContext service = (WebServerApplicationContext) Objects.requireNonNull(SERVICES.get(mode));
        return Api.at(Objects.requireNonNull(service.getWebServer()).getPort());
    }

    private static String token(String... roles) {
        return PROVIDER.tokens()
                .user()
                .forSubject(UUID.randomUUID().toString())
                .withRoles(roles)
                .build();
    }

    private static String acceptedToken(String... roles) {
        String token = token(roles);
        AUTH_SERVICE.accepts(token);
        return token;
    }

    @ParameterizedTest
    @EnumSource
    void answersAGoodToken(Mode mode) {
        Answer answer = api(mode).get(ME, acceptedToken("user")).expect(200);

        assertThat(answer.at("/profile/email").asString()).isEqualTo("ada@example.com");
        assertThat(answer.at("/profile/lastName").asString()).isEqualTo("Lovelace");
    }

    @ParameterizedTest
    @EnumSource
    void refusesATokenThatIsRevokedAfterItWasAccepted(Mode mode) {
        String token = acceptedToken("user");
        api(mode).get(ME, token).expect(200);

        AUTH_SERVICE.revokes(token);

        await().untilAsserted(() -> api(mode).get(ME, token).expectError(401, "token_revoked"));
        AUTH_SERVICE.down();
        api(mode).get(ME, token).expectError(401, "token_revoked");
    }

    @ParameterizedTest
    @EnumSource
    void makesNoCallPerRequest(Mode mode) {
        String token = acceptedToken("user");
        api(mode).get(ME, token).expect(200);
        int asked = AUTH_SERVICE.verifications();

        for (int i = 0; i < 10; i++) {
            api(mode).get(ME, token).expect(200);
        }

        assertThat(AUTH_SERVICE.verifications()).isEqualTo(asked);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnExpiredToken(Mode mode) {
        String token = PROVIDER.tokens().user().expired().build();
        AUTH_SERVICE.expires(token);

        api(mode).get(ME, token).expectError(401, "token_expired");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAForgedToken(Mode mode) {
        String token = PROVIDER.tokens().user().signedByStranger().build();

        Answer answer = api(mode).get(ME, token).expectError(401, "token_invalid");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @EnumSource
    void asksEachTimeWhileTheFeedIsNotToBeTrusted(Mode mode) {
        String token = acceptedToken("user");
        api(mode).get(ME, token).expect(200);
        AUTH_SERVICE.feed().distrusts();
        await().untilAsserted(() -> assertThat(authService(mode)).isEqualTo("degraded"));
        int asked = AUTH_SERVICE.verifications();

        api(mode).get(ME, token).expect(200);
        assertThat(AUTH_SERVICE.verifications()).isEqualTo(asked + 1);

        AUTH_SERVICE.cannotTell(token);
        Answer answer = api(mode).get(ME, token).expectError(503, "identity_unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithoutTheAuthServiceForSomeSeconds(Mode mode) {
        String known = acceptedToken("user");
        api(mode).get(ME, known).expect(200);
        AUTH_SERVICE.down();

        api(mode).get(ME, known).expect(200);
        if (mode == Mode.FACADE) {
            api(mode).get(ME, token("user")).expectError(503, "identity_unavailable");
        } else {
            api(mode).get(ME, token("user")).expect(200);
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> api(mode).get(ME, known).expectError(503, "identity_unavailable"));
        assertThat(api(mode).get("/health").expect(200).at("/status").asString())
                .isEqualTo("degraded");
    }

    @ParameterizedTest
    @EnumSource
    void listsTheUsersOfTheAuthServiceToAdministrators(Mode mode) {
        FakeUser ada = FakeUser.ada();
        FakeUser bob = new FakeUser(
                UUID.randomUUID().toString(),
                "bob@example.com",
                "Bob",
                "Martin",
                List.of("agent", "user"),
                Instant.EPOCH);
        AUTH_SERVICE.lists(ada, bob);
        String admin = acceptedToken("admin", "user");

        await().untilAsserted(() -> assertThat(api(mode)
                        .get("/api/admin/users?sort=email", admin)
                        .expect(200)
                        .at("/users")
                        .findValuesAsString("id"))
                .containsExactly(ada.id(), bob.id()));

        api(mode).get("/api/admin/users", acceptedToken("user")).expectError(403, "forbidden");
    }

    @ParameterizedTest
    @EnumSource
    void tellsHowItIs(Mode mode) {
        Answer health = api(mode).get("/health").expect(200);

        assertThat(health.at("/status").asString()).isEqualTo("degraded");
        assertThat(health.at("/service").asString()).isEqualTo("user-service");
        assertThat(health.at("/dependencies").propertyNames())
                .containsExactlyInAnyOrder("postgres", "redis", "auth-service");
        assertThat(health.at("/dependencies/postgres/status").asString()).isEqualTo("ok");
        assertThat(health.at("/dependencies/auth-service/status").asString()).isEqualTo("ok");
        assertThat(health.at("/dependencies/redis/status").asString()).isEqualTo("down");
    }
}
