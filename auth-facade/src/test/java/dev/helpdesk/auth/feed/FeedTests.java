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
import dev.helpdesk.token.event.TokenScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The feed over HTTP, from a real Redis. */
@ServedFacadeTest
@Import(FeedApi.class)
class FeedTests {

    private final FeedApi api;
    private final TestIdentityProvider provider;
    private final AcceptedKeys keys;
    private final MeterRegistry meters;
    private final Followers followers;

    FeedTests(
            @Autowired FeedApi api,
            @Autowired TestIdentityProvider provider,
            @Autowired AcceptedKeys keys,
            @Autowired MeterRegistry meters,
            @Autowired Followers followers) {
        this.api = api;
        this.provider = provider;
        this.keys = keys;
        this.meters = meters;
        this.followers = followers;
    }

    @AfterEach
    void sendEverybodyAway() {
        api.sendEverybodyAway();
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    @Test
    void beginsWithAResetASnapshotAndItsPosition() {
        String session = random();
        String last = api.endSession(session);
        FeedConnection feed = api.follow();

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
        FeedConnection feed = api.follow();
        feed.await("ready");
        Instant at = Instant.ofEpochMilli(1_795_000_000_123L);

        String first = api.endSession("s1");
        String second = api.append(new IdentityEvent.TokensRevokedBefore(
                "e2", at, new TokenScope.OfClientSession("s2", "portal"), Instant.ofEpochSecond(1_795_000_001)));
        String third = api.append(new IdentityEvent.AccountChanged("e\"3", at, AccountChange.UPDATED, "ada"));

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
        FeedConnection feed = api.follow();
        feed.await("heartbeat");
        long start = System.nanoTime();

        assertThat(feed.next()).isEqualTo(heartbeat());
        assertThat(feed.next()).isEqualTo(heartbeat());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }

    @Test
    void goesOnBehindTheEntryThatTheFollowerKnows() {
        String known = api.endSession(random());
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            missed.add(api.endSession(random()));
        }

        FeedConnection feed = api.follow("Last-Event-ID", known);

        assertThat(feed.next().type()).isEqualTo("retry");
        for (String position : missed) {
            assertThat(feed.next()).extracting(Event::id, Event::type).containsExactly(position, "session-revoked");
        }
        assertThat(feed.next()).isEqualTo(new Event(missed.getLast(), "ready", "{}"));
        String later = api.endSession(random());
        assertThat(feed.nextNews().id()).isEqualTo(later);
    }

    @Test
    void hasNothingToCatchUpWithForWhoMissedNothing() {
        String last = api.endSession(random());
        FeedConnection feed = api.follow("Last-Event-ID", last);

        assertThat(feed.next().type()).isEqualTo("retry");
        assertThat(feed.next()).isEqualTo(new Event(last, "ready", "{}"));
    }

    @Test
    void givesASnapshotToWhoAsksForIt() {
        String last = api.endSession(random());
        FeedConnection feed = api.follow("?snapshot=true", api.service(), "Last-Event-ID", last);

        assertThat(feed.next().type()).isEqualTo("retry");
        assertThat(feed.next().type()).isEqualTo("snapshot");
        assertThat(feed.await("ready").id()).isEqualTo(last);
    }

    @Test
    void startsOverWithWhoKnowsAnEntryThatIsNotThere() {
        String last = api.endSession(random());
        for (String unknown : List.of("1-1", "99999999999999-0", "junk", "-", "99999999999999999999999-1", "1-*")) {
            FeedConnection feed = api.follow("Last-Event-ID", unknown);

            assertThat(feed.next().type()).isEqualTo("retry");
            assertThat(feed.next()).isEqualTo(new Event("", "reset", "{\"reason\":\"unknown_position\"}"));
            assertThat(feed.await("ready").id()).isEqualTo(last);
            api.sendEverybodyAway();
        }
    }

    @Test
    void isForServicesOnly() {
        assertThat(FeedApi.problem(api.ask("GET"))).isEqualTo("401 token_missing Bearer");
        for (TestToken token :
                List.of(provider.tokens().user(), provider.tokens().user().withRoles("user", "agent", "admin"))) {
            assertThat(api.refusal(token, "Accept", "text/event-stream"))
                    .isEqualTo("403 forbidden Bearer error=\"insufficient_scope\"");
        }
        assertThat(api.refusal(api.service().expired())).isEqualTo("401 token_expired Bearer error=\"invalid_token\"");
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<String> answer =
                api.ask("HEAD", "Authorization", "Bearer " + api.service().build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void countsWhatItSends() {
        double before = meters.get("helpdesk.feed.sent").counter().count();
        FeedConnection feed = api.follow();
        feed.await("ready");
        api.endSession(random());
        feed.await("session-revoked");

        assertThat(meters.get("helpdesk.feed.sent").counter().count()).isEqualTo(before + 1);
    }

    @Test
    void isNotTimedAsARequest() {
        FeedConnection feed = api.follow();
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
