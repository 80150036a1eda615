package dev.helpdesk.auth.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.ServedFacadeTest;
import dev.helpdesk.auth.feed.FeedConnection.Event;
import dev.helpdesk.auth.verification.AcceptedKeys;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestToken;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.AccountChange;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.RevocationIndex;
import dev.helpdesk.token.event.StreamForm;
import dev.helpdesk.token.event.TokenScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The feed over HTTP, from a real Redis. */
@ServedFacadeTest
class FeedTests {

    private final TestIdentityProvider provider;
    private final StringRedisTemplate redis;
    private final AcceptedKeys keys;
    private final MeterRegistry meters;
    private final Followers followers;
    private final int port;
    private final FeedApi api;

    FeedTests(
            @Autowired TestIdentityProvider provider,
            @Autowired StringRedisTemplate redis,
            @Autowired AcceptedKeys keys,
            @Autowired MeterRegistry meters,
            @Autowired Followers followers,
            @LocalServerPort int port) {
        this.provider = provider;
        this.redis = redis;
        this.keys = keys;
        this.meters = meters;
        this.followers = followers;
        this.port = port;
        this.api = new FeedApi(port);
    }

    @AfterEach
    void close() {
        sendEverybodyAway();
        api.close();
    }

    private void sendEverybodyAway() {
        followers.stop();
        await().until(() -> followers.count() == 0);
        followers.start();
    }

    private TestToken service() {
        return provider.tokens().service("user-service");
    }

    private String append(IdentityEvent event) {
        return Objects.requireNonNull(redis.opsForStream().add(StreamForm.STREAM, StreamForm.write(event)))
                .getValue();
    }

    private String endSession(String id) {
        return append(new IdentityEvent.SessionRevoked("e-" + id, Instant.ofEpochMilli(1_795_000_000_123L), id));
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    @Test
    void beginsWithAResetASnapshotAndItsPosition() {
        String session = random();
        String last = endSession(session);
        FeedConnection feed = api.follow(service());

        assertThat(feed.answer.statusCode()).isEqualTo(200);
        assertThat(feed.answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(feed.answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(feed.answer.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(feed.answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(feed.answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(feed.next()).isEqualTo(new Event("", "retry", "1000"));
        assertThat(feed.next()).isEqualTo(new Event("", "reset", "{\"reason\":\"start\"}"));
        RevocationIndex copy = new RevocationIndex(Duration.ofDays(8));
        Event next = feed.next();
        while (next.type().equals("snapshot")) {
            copy.merge(Base64.getDecoder().decode(next.data()));
            next = feed.next();
        }
        assertThat(copy.isRevoked(tokenOf(session))).isTrue();
        assertThat(copy.isRevoked(tokenOf(random()))).isFalse();
        assertThat(next).isEqualTo(new Event(last, "ready", "{}"));
        assertThat(feed.next()).isEqualTo(heartbeat());
    }

    private static AccessToken tokenOf(String session) {
        User ada = new User(random(), null, "", "", List.of(), true, true, null);
        Instant issuedAt = Instant.ofEpochSecond(1_795_000_000);
        return new AccessToken(random(), session, "portal", issuedAt, issuedAt.plusSeconds(60), null, ada);
    }

    private Event heartbeat() {
        assertThat(keys.ids()).isNotEmpty();
        return new Event("", "heartbeat", "{\"keys\":\"" + String.join(",", keys.ids()) + "\"}");
    }

    @Test
    void tellsEachEntryInOrder() {
        FeedConnection feed = api.follow(service());
        feed.await("ready");
        Instant at = Instant.ofEpochMilli(1_795_000_000_123L);

        String first = endSession("s1");
        String second = append(new IdentityEvent.TokensRevokedBefore(
                "e2", at, new TokenScope.OfClientSession("s2", "portal"), Instant.ofEpochSecond(1_795_000_001)));
        String third = append(new IdentityEvent.AccountChanged("e\"3", at, AccountChange.UPDATED, "ada"));

        assertThat(feed.nextNews())
                .isEqualTo(new Event(
                        first, "session-revoked", "{\"id\":\"e-s1\",\"at\":\"1795000000123\",\"sid\":\"s1\"}"));
        assertThat(feed.nextNews())
                .isEqualTo(new Event(
                        second,
                        "tokens-revoked-before",
                        "{\"id\":\"e2\",\"at\":\"1795000000123\",\"scope\":\"client-session\",\"sid\":\"s2\","
                                + "\"client\":\"portal\",\"before\":\"1795000001000\"}"));
        assertThat(feed.nextNews())
                .isEqualTo(new Event(
                        third, "account-updated", "{\"id\":\"e\\\"3\",\"at\":\"1795000000123\",\"sub\":\"ada\"}"));
    }

    @Test
    void givesASignOfLifeEveryTwoSeconds() {
        FeedConnection feed = api.follow(service());
        feed.await("heartbeat");
        long start = System.nanoTime();

        assertThat(feed.next()).isEqualTo(heartbeat());
        assertThat(feed.next()).isEqualTo(heartbeat());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }

    @Test
    void goesOnBehindTheEntryThatTheFollowerKnows() {
        String known = endSession(random());
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            missed.add(endSession(random()));
        }

        FeedConnection feed = api.follow(service(), "Last-Event-ID", known);

        assertThat(feed.next().type()).isEqualTo("retry");
        for (String position : missed) {
            assertThat(feed.next()).extracting(Event::id, Event::type).containsExactly(position, "session-revoked");
        }
        assertThat(feed.next()).isEqualTo(new Event(missed.getLast(), "ready", "{}"));
        String later = endSession(random());
        assertThat(feed.nextNews().id()).isEqualTo(later);
    }

    @Test
    void hasNothingToCatchUpWithForWhoMissedNothing() {
        String last = endSession(random());
        FeedConnection feed = api.follow(service(), "Last-Event-ID", last);

        assertThat(feed.next().type()).isEqualTo("retry");
        assertThat(feed.next()).isEqualTo(new Event(last, "ready", "{}"));
    }

    @Test
    void givesASnapshotToWhoAsksForIt() {
        String last = endSession(random());
        FeedConnection feed = api.follow("?snapshot=true", service(), "Last-Event-ID", last);

        assertThat(feed.next().type()).isEqualTo("retry");
        assertThat(feed.next().type()).isEqualTo("snapshot");
        assertThat(feed.await("ready").id()).isEqualTo(last);
    }

    @Test
    void startsOverWithWhoKnowsAnEntryThatIsNotThere() {
        String last = endSession(random());
        for (String unknown : List.of("1-1", "99999999999999-0", "junk", "-", "99999999999999999999999-1", "1-*")) {
            FeedConnection feed = api.follow(service(), "Last-Event-ID", unknown);

            assertThat(feed.next().type()).isEqualTo("retry");
            assertThat(feed.next()).isEqualTo(new Event("", "reset", "{\"reason\":\"unknown_position\"}"));
            assertThat(feed.await("ready").id()).isEqualTo(last);
            sendEverybodyAway();
        }
    }

    @Test
    void isForServicesOnly() {
        assertThat(problem(api.ask("GET"))).isEqualTo("401 token_missing Bearer");
        for (TestToken token :
                List.of(provider.tokens().user(), provider.tokens().user().withRoles("user", "agent", "admin"))) {
            assertThat(problem(
                            api.ask("GET", "Authorization", "Bearer " + token.build(), "Accept", "text/event-stream")))
                    .isEqualTo("403 forbidden Bearer error=\"insufficient_scope\"");
        }
        assertThat(problem(api.ask(
                        "GET", "Authorization", "Bearer " + service().expired().build())))
                .isEqualTo("401 token_expired Bearer error=\"invalid_token\"");
    }

    private static String problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        String code = answer.body().replaceAll(".*\"code\":\"([a-z_]+)\".*", "$1");
        return answer.statusCode() + " " + code + " "
                + answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<String> answer =
                api.ask("HEAD", "Authorization", "Bearer " + service().build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void letsInNoMoreThanAreAllowed() {
        List<FeedConnection> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            FeedConnection feed = api.follow(service());
            feed.await("ready");
            all.add(feed);
        }
        assertThat(meters.get("helpdesk.feed.followers").gauge().value()).isEqualTo(5);

        HttpResponse<String> sixth =
                api.ask("GET", "Authorization", "Bearer " + service().build());
        assertThat(problem(sixth)).isEqualTo("503 service_unavailable ");
        assertThat(sixth.headers().firstValue("Retry-After")).hasValue("5");

        all.getFirst().close();
        await().until(() -> followers.count() < 5);
        api.follow(service()).await("ready");
    }

    @Test
    void endsWhenTheTokenExpires() {
        double before = ended("expired");
        FeedConnection feed = api.follow(service().expiringIn(Duration.ofSeconds(3)));
        feed.await("ready");

        feed.assertEnds();
        await().untilAsserted(() -> assertThat(ended("expired")).isEqualTo(before + 1));
    }

    @Test
    void endsWhenTheTokenIsRevoked() {
        double before = ended("revoked");
        String id = "trrtcc:" + random();
        FeedConnection feed = api.follow(service().claim("jti", id));
        feed.await("ready");

        Instant now = Instant.now();
        append(new IdentityEvent.TokenRevoked("e", now, id, now.plusSeconds(600)));

        assertThat(feed.nextNews().type()).isEqualTo("token-revoked");
        feed.assertEnds();
        await().untilAsserted(() -> assertThat(ended("revoked")).isEqualTo(before + 1));
    }

    @Test
    void endsWhenTheServiceStops() {
        double before = ended("shutdown");
        FeedConnection feed = api.follow(service());
        feed.await("ready");

        followers.stop();
        feed.assertEnds();
        assertThat(problem(api.ask("GET", "Authorization", "Bearer " + service().build())))
                .isEqualTo("503 service_unavailable ");
        await().untilAsserted(() -> assertThat(ended("shutdown")).isEqualTo(before + 1));
    }

    /** The web server waits for requests under way, and starts to wait at its phase. */
    @Test
    void stopsBeforeTheWebServerDoes(@Autowired List<SmartLifecycle> parts) {
        assertThat(parts)
                .filteredOn(part -> part.getClass().getSimpleName().startsWith("WebServer"))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.getPhase()).isLessThan(followers.getPhase()));
    }

    /** One that does not read at all gets a snapshot that no buffer holds; others go on meanwhile. */
    @Test
    void cutsWhoReadsTooSlowly(@Autowired RevocationIndex index) throws Exception {
        double before = ended("slow");
        FeedConnection good = api.follow(service());
        good.await("ready");
        Instant soon = Instant.now().plusSeconds(60);
        for (int i = 0; i < 500_000; i++) {
            index.add(new IdentityEvent.TokenRevoked("e", Instant.EPOCH, "t" + i, soon), Instant.now());
        }
        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request = "GET " + FeedController.PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + service().build() + "\r\n\r\n";
            silent.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> followers.count() == 2);

            String told = endSession(random());
            assertThat(good.nextNews().id()).isEqualTo(told);
            await().atMost(Duration.ofSeconds(30)).until(() -> followers.count() == 1);
        } finally {
            index.forgetExpired(soon);
        }
        assertThat(ended("slow")).isEqualTo(before + 1);
        String later = endSession(random());
        assertThat(good.nextNews().id()).isEqualTo(later);
    }

    private double ended(String reason) {
        return meters.get("helpdesk.feed.ended").tag("reason", reason).counter().count();
    }

    @Test
    void countsWhatItSends() {
        double before = meters.get("helpdesk.feed.sent").counter().count();
        FeedConnection feed = api.follow(service());
        feed.await("ready");
        endSession(random());
        feed.await("session-revoked");

        assertThat(meters.get("helpdesk.feed.sent").counter().count()).isEqualTo(before + 1);
    }

    @Test
    void isNotTimedAsARequest() {
        FeedConnection feed = api.follow(service());
        feed.await("ready");
        feed.close();
        await().until(() -> followers.count() == 0);
        assertThat(api.ask("HEAD").statusCode()).isEqualTo(401);

        assertThat(meters.find("http.server.requests")
                        .tag("uri", FeedController.PATH)
                        .timers())
                .isEmpty();
        assertThat(meters.find("http.server.requests").timers())
                .noneMatch(timer -> "UNKNOWN".equals(timer.getId().getTag("uri")));
    }
}
