package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.systemtests.OwnSystem.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is answered while a server is gone or hangs, and that all is well again soon after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DegradedModesIT {

    /** A call to a Keycloak that hangs may take this long until the first one gives up. */
    private static final Duration NOTICE = Duration.ofSeconds(6);

    private final OwnSystem system = OwnSystem.start();
    private final Helpdesk helpdesk = system.helpdesk();
    private Person person = Person.unique();
    private Session session = new Session("", "", "", "");
    private String revoked = "";

    @BeforeAll
    void warmUp() {
        helpdesk.admin();
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @BeforeEach
    void people() {
        person = Person.unique();
        session = helpdesk.register(person);
        // After the outage of the test before, user-service asks the facade again a moment after both are well.
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> profile(session.accessToken()).expect(200));
        Session other = helpdesk.login(person);
        logOut(other).expect(200);
        revoked = other.accessToken();
    }

    @AfterEach
    void heal() {
        system.heal();
    }

    @ParameterizedTest
    @EnumSource
    void withoutRedisTheFacadeDoesAllItsWork_F01(Outage outage) {
        system.takeAway(Part.AUTH_REDIS, outage);

        for (int round = 0; round < 5; round++) {
            assertTokensAreJudged();
        }
        Person newcomer = Person.unique();
        Session registered = helpdesk.register(newcomer);
        Session loggedIn = helpdesk.login(newcomer);
        refresh(registered).expect(200);
        logOut(loggedIn).expect(200);
        helpdesk.verify(loggedIn.accessToken()).expectError(401, "token_revoked");
        profile(loggedIn.accessToken()).expectError(401, "token_revoked");
        awaitHealth("AUTH_URL", 200, "degraded", "redis");
        ready("AUTH_URL").expect(200);
    }

    @ParameterizedTest
    @EnumSource
    void withoutRedisLimitsHoldAllTheSame_F01(Outage outage) {
        system.takeAway(Part.AUTH_REDIS, outage);
        Person guessed = person.withPassword("wrong-" + UUID.randomUUID());

        List<Integer> statuses =
                Stream.generate(() -> logIn(guessed).status()).limit(11).toList();

        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(statuses.getLast()).isEqualTo(429);
    }

    @ParameterizedTest
    @EnumSource
    void withoutKeycloakTokensAreJudgedAndNothingElseBegins_F07_F08(Outage outage) {
        system.takeAway(Part.KEYCLOAK, outage);
        assertTokensAreJudged();
        awaitHealth("AUTH_URL", 200, "degraded", "keycloak");

        for (int round = 0; round < 5; round++) {
            assertTokensAreJudged();
        }
        for (Supplier<Answer> call : callsToKeycloak()) {
            assertUnavailable(call.get());
        }
        ready("AUTH_URL").expect(200);
        helpdesk.verify(session.accessToken()).expect(200);

        system.heal();
        // Nothing was half done: neither did the logout end the session, nor the refresh spend its token.
        await().atMost(Duration.ofSeconds(5)).until(() -> refresh(session).status() == 200);
        logIn(person).expect(200);
    }

    @Test
    void aSpentRefreshTokenStaysSpentWhenTheServersBeginAnew_R04() {
        Session next = Session.of(refresh(session).expect(200));

        system.takeAway(Part.AUTH_REDIS, Outage.KILLED);
        system.erase(Part.AUTH_REDIS);
        system.takeAway(Part.KEYCLOAK, Outage.KILLED);
        system.heal();

        refresh(session).expectError(401, "refresh_token_reused");
        refresh(next).expectError(401, "session_revoked");
    }

    @ParameterizedTest
    @EnumSource
    void withoutKeycloakNobodyIsKeptWaiting_F08(Outage outage) {
        system.takeAway(Part.KEYCLOAK, outage);
        long begun = System.nanoTime();
        assertUnavailable(logIn(person));
        assertThat(since(begun)).isLessThan(NOTICE);
        awaitHealth("AUTH_URL", 200, "degraded", "keycloak");

        Duration fastest = Stream.generate(() -> {
                    long start = System.nanoTime();
                    assertUnavailable(refresh(session));
                    return since(start);
                })
                .limit(20)
                .min(Duration::compareTo)
                .orElseThrow();

        assertThat(fastest).isLessThan(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @EnumSource
    void withNeitherRedisNorKeycloakNothingIsDecided_F06(Outage outage) {
        system.takeAway(Part.AUTH_REDIS, outage);
        system.takeAway(Part.KEYCLOAK, outage);
        // What was read a moment ago may still be known.
        await().atMost(Duration.ofSeconds(15))
                .until(() -> helpdesk.verify(session.accessToken()).status() == 503);

        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            assertUnavailable(helpdesk.verify(session.accessToken()));
            assertThat(since(begun)).isLessThan(Duration.ofSeconds(1));
            assertUnavailable(me(session.accessToken()));
            assertUnavailable(profile(session.accessToken()));
            assertThat(helpdesk.verify(revoked).status()).isIn(401, 503);
            helpdesk.verify("a.b.c").expectError(401, "token_invalid");
        }
        assertUnavailable(logIn(person));
        awaitHealth("AUTH_URL", 503, "down", "keycloak");
        awaitHealth("AUTH_URL", 503, "down", "redis");
        ready("AUTH_URL").expect(503);

        system.heal();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> helpdesk.verify(session.accessToken()).status() == 200);
        assertTokensAreJudged();
    }

    @Test
    void withoutItsDatabaseTheUserServiceStoresNothing_F23() {
        // Killed only: PostgreSQL has a process for each connection, and those go on when the first one is paused.
        system.takeAway(Part.USER_DB, Outage.KILLED);

        helpdesk.verify(session.accessToken()).expect(200);
        assertThat(profile(session.accessToken()).status()).isEqualTo(503);
        Answer change = helpdesk.user(TokenMode.FACADE, "PUT", "/api/profile/me")
                .bearer(session.accessToken())
                .json(Map.of("displayName", "Countess"))
                .send()
                .expect(503);
        assertThat(change.header("Retry-After")).isPresent();
        logIn(person).expect(200);
        live("USER_URL").expect(200);
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsRedisTheUserServiceDoesAllItsWork(Outage outage) {
        system.takeAway(Part.USER_REDIS, outage);

        for (int round = 0; round < 5; round++) {
            profile(session.accessToken()).expect(200);
            helpdesk.user(TokenMode.FACADE, "PUT", "/api/profile/me")
                    .bearer(session.accessToken())
                    .json(Map.of("displayName", "Countess " + round))
                    .send()
                    .expect(200);
            helpdesk.user(TokenMode.FACADE, "GET", "/api/admin/stats")
                    .bearer(helpdesk.admin().accessToken())
                    .send()
                    .expect(200);
        }
        awaitHealth("USER_URL", 200, "degraded", "redis");
        ready("USER_URL").expect(200);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheFacadeGoodTokensAreNeverRefused_F21(Outage outage) {
        system.takeAway(Part.AUTH_FACADE, outage);

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            int status = profile(session.accessToken()).status();
            assertThat(status).isIn(200, 503);
            return status == 503;
        });
        assertUnavailable(profile(session.accessToken()));
        live("USER_URL").expect(200);
    }

    @Test
    void aClientSecretThatChangedIsNoFaultOfTheUsers_F15() throws IOException {
        String secret = helpdesk.variable("KEYCLOAK_CLIENT_SECRET");
        changeSecret("rotated-" + UUID.randomUUID());
        system.repairBy(() -> changeSecret(secret));

        assertUnavailable(logIn(person));
        awaitHealth("AUTH_URL", 200, "degraded", "keycloak");
        assertUnavailable(logIn(person));
        assertTokensAreJudged();
        assertThat(Files.readString(system.process(Part.AUTH_FACADE).log()))
                .doesNotContain(secret)
                .doesNotContain("rotated-")
                .doesNotContain(person.password());

        system.heal();
        await().atMost(Duration.ofSeconds(5)).until(() -> logIn(person).status() == 200);
    }

    private List<Supplier<Answer>> callsToKeycloak() {
        return List.of(
                () -> logIn(person),
                () -> refresh(session),
                () -> logOut(session),
                () -> helpdesk.auth("POST", "/api/auth/logout")
                        .json(Map.of("refreshToken", session.refreshToken()))
                        .send(),
                () -> helpdesk.auth("POST", "/api/auth/register")
                        .json(Person.unique().registration())
                        .send());
    }

    private void assertTokensAreJudged() {
        helpdesk.verify(session.accessToken()).expect(200);
        me(session.accessToken()).expect(200);
        profile(session.accessToken()).expect(200);
        helpdesk.verify(revoked).expectError(401, "token_revoked");
        me(revoked).expectError(401, "token_revoked");
        profile(revoked).expectError(401, "token_revoked");
        helpdesk.verify("a.b.c").expectError(401, "token_invalid");
    }

    private static void assertUnavailable(Answer answer) {
        answer.expectError(503, "identity_unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 10);
    }

    private Answer me(String token) {
        return helpdesk.auth("GET", "/api/auth/me").bearer(token).send();
    }

    private Answer profile(String token) {
        return helpdesk.user(TokenMode.FACADE, "GET", "/api/profile/me")
                .bearer(token)
                .send();
    }

    private Answer logIn(Person who) {
        return helpdesk.auth("POST", "/api/auth/login").json(who.credentials()).send();
    }

    private Answer refresh(Session which) {
        return helpdesk.auth("POST", "/api/auth/refresh")
                .json(Map.of("refreshToken", which.refreshToken()))
                .send();
    }

    private Answer logOut(Session which) {
        return helpdesk.auth("POST", "/api/auth/logout")
                .bearer(which.accessToken())
                .send();
    }

    private Answer live(String url) {
        return Call.get(helpdesk.variable(url) + "/health/live").send();
    }

    private Answer ready(String url) {
        live(url).expect(200);
        return Call.get(helpdesk.variable(url) + "/health/ready").send();
    }

    private void awaitHealth(String url, int code, String status, String dependency) {
        await().atMost(NOTICE).untilAsserted(() -> assertHealth(url, code, status, dependency));
    }

    private void assertHealth(String url, int code, String status, String dependency) {
        long begun = System.nanoTime();
        Answer answer = Call.get(helpdesk.variable(url) + "/health").send().expect(code);
        assertThat(since(begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(answer.at("/status")).as(answer.text()).isEqualTo(status);
        JsonNode report = answer.json().path("dependencies").path(dependency);
        assertThat(report.path("status").asString()).as(answer.text()).isEqualTo("down");
        assertThat(report.path("latencyMs").isNumber()).isTrue();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @SuppressWarnings("unchecked")
    private void changeSecret(String secret) {
        Console console = new Console(helpdesk);
        JsonNode client = console.call("GET", "/clients?clientId=auth-facade")
                .send()
                .expect(200)
                .json()
                .path(0);
        Map<String, Object> changed = new HashMap<>(new JsonMapper().convertValue(client, Map.class));
        changed.put("secret", secret);
        console.call("PUT", "/clients/" + client.path("id").asString())
                .json(changed)
                .send()
                .expect(204);
    }
}
