package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.PlatformOptions;
import dev.helpdesk.launcher.ServiceInstance;
import dev.helpdesk.systemtests.cluster.RedisWire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keycloak cannot tell Redis of anything here: what it has stored is all there is. */
class ReconciliationIT {

    private static final String STREAM = "helpdesk:identity-events";
    private static final String MARK = STREAM + ":whole";
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String NOBODY_LISTENS = "redis://127.0.0.1:1";

    private static Platform platform;
    private static Helpdesk helpdesk;
    private static Console console;

    @BeforeAll
    static void start() {
        platform = Platform.start(PlatformOptions.forTests()
                .withEnvironment(Part.KEYCLOAK, Map.of("HELPDESK_REDIS_URL", NOBODY_LISTENS)));
        helpdesk = new Helpdesk(platform.development().values());
        console = new Console(helpdesk);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @ParameterizedTest
    @EnumSource(ConsoleRevocationIT.Deed.class)
    void whatNobodyToldIsRefusedWithinTheBound(ConsoleRevocationIT.Deed deed) {
        Session session = helpdesk.register(Person.unique());
        Session bystander = helpdesk.register(Person.unique());
        profile(session).expect(200);
        profile(bystander).expect(200);

        deed.doTo(session, console);

        awaitRefusal(() -> helpdesk.verify(session.accessToken()));
        awaitRefusal(() -> profile(session));
        profile(bystander).expect(200);
    }

    @Test
    void anEmptiedLogIsMadeWholeAndForgetsNothing() throws IOException {
        Session loggedOut = helpdesk.register(Person.unique());
        Session reset = helpdesk.register(Person.unique());
        Session live = helpdesk.register(Person.unique());
        helpdesk.auth("POST", "/api/auth/logout")
                .bearer(loggedOut.accessToken())
                .send()
                .expect(200);
        console.resetPassword(reset.userId(), "Green-" + UUID.randomUUID());
        awaitRefusal(() -> helpdesk.verify(reset.accessToken()));
        String generation = redis("GET", MARK);

        redis("FLUSHALL");

        await().atMost(BOUND).until(() -> refusedThroughout(loggedOut, reset) && isWholeAgain(generation));
        assertThat(Integer.parseInt(redis("XLEN", STREAM))).isGreaterThan(1);
        profile(live).expect(200);
        expectRefusedByANewFacade(loggedOut, reset, live);
    }

    @Test
    void aRedisThatComesBackEmptyIsMadeWholeAndForgetsNothing() throws IOException {
        Session reset = helpdesk.register(Person.unique());
        Session live = helpdesk.register(Person.unique());
        console.resetPassword(reset.userId(), "Green-" + UUID.randomUUID());
        awaitRefusal(() -> helpdesk.verify(reset.accessToken()));
        String generation = redis("GET", MARK);

        platform.process(Part.AUTH_REDIS).stop();
        helpdesk.verify(reset.accessToken()).expectError(401, "token_revoked");
        helpdesk.verify(live.accessToken()).expect(200);
        platform.erase(Part.AUTH_REDIS);
        platform.process(Part.AUTH_REDIS).start();

        await().atMost(BOUND).until(() -> refusedThroughout(reset) && isWholeAgain(generation));
        expectRefusedByANewFacade(reset, reset, live);
    }

    @Test
    void aPasswordSetByAnAdministratorEndsTheRefreshTokens() {
        Person person = Person.unique();
        Session session = helpdesk.register(person);
        String password = "Green-" + UUID.randomUUID();

        console.resetPassword(session.userId(), password);
        Session again = helpdesk.login(person.withPassword(password));

        await().atMost(BOUND).until(() -> !console.sessionsOf(session.userId()).contains(session.sessionId()));
        refresh(session).expectError(401, "session_revoked");
        refresh(again).expect(200);
    }

    @Test
    void disablingEndsTheRefreshTokensForGood() {
        Session session = helpdesk.register(Person.unique());

        console.disable(session.userId());
        console.change(session.userId(), Map.of("enabled", true));

        await().atMost(BOUND).until(() -> console.sessionsOf(session.userId()).isEmpty());
        refresh(session).expectError(401, "session_revoked");
        awaitRefusal(() -> helpdesk.verify(session.accessToken()));
    }

    /** It knows of the past by the log only: Keycloak itself would honour a token that is older than the password. */
    private static void expectRefusedByANewFacade(Session first, Session second, Session live) {
        ServiceInstance facade = platform.startService(Part.AUTH_FACADE, Map.of());
        try {
            for (Session session : new Session[] {first, second}) {
                awaitRefusal(() -> verifyAt(facade, session));
            }
            verifyAt(facade, live).expect(200);
        } finally {
            facade.process().stop();
        }
    }

    private static Answer verifyAt(ServiceInstance facade, Session session) {
        return Call.get(facade.url() + "/api/auth/verify")
                .bearer(session.accessToken())
                .send();
    }

    private static boolean refusedThroughout(Session... sessions) {
        for (Session session : sessions) {
            helpdesk.verify(session.accessToken()).expectError(401, "token_revoked");
        }
        return true;
    }

    private static boolean isWholeAgain(String generation) throws IOException {
        String now = redis("GET", MARK);
        return !now.isEmpty() && !now.equals(generation);
    }

    private static void awaitRefusal(Supplier<Answer> request) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(BOUND)
                .untilAsserted(() -> request.get().expectError(401, "token_revoked"));
    }

    private static Answer profile(Session session) {
        return helpdesk.user(TokenMode.FACADE, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .send();
    }

    private static Answer refresh(Session session) {
        return helpdesk.auth("POST", "/api/auth/refresh")
                .json(Map.of("refreshToken", session.refreshToken()))
                .send();
    }

    private static String redis(String... command) throws IOException {
        int port = Integer.parseInt(platform.development().get("AUTH_REDIS_PORT"));
        try (RedisWire redis = new RedisWire(port, platform.development().get("AUTH_REDIS_PASSWORD"))) {
            return redis.call(command);
        }
    }
}
