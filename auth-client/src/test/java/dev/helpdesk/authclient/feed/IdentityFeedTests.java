package dev.helpdesk.authclient.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.FakeFeed;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations.Answer;
import dev.helpdesk.token.User;
import dev.helpdesk.token.event.IdentityEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class IdentityFeedTests {

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final TestIdentityProvider PROVIDER = TestIdentityProvider.start();

    private final FakeAuthService service = FakeAuthService.start();
    private final FakeFeed source = service.feed();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<IdentityFeed> feeds = new ArrayList<>();

    @BeforeEach
    void beatFast() {
        PROVIDER.registerClient("tickets", "s3cret");
        source.beatsEvery(Duration.ofMillis(50));
    }

    @AfterEach
    void close() {
        feeds.forEach(IdentityFeed::stop);
        service.close();
    }

    @AfterAll
    static void closeProvider() {
        PROVIDER.close();
    }

    private IdentityFeed follow(IdentityEventListener... listeners) {
        return follow(List.of(service.url()), listeners);
    }

    private IdentityFeed follow(List<URI> addresses, IdentityEventListener... listeners) {
        IdentityFeed feed = new IdentityFeed(
                new IdentityFeed.Settings(addresses, Duration.ofSeconds(1), SILENCE),
                ServiceAccount.create(RestClient.create(), PROVIDER.tokenEndpoint(), "tickets", "s3cret"),
                List.of(listeners),
                meters);
        feeds.add(feed);
        feed.start();
        return feed;
    }

    private static AccessToken tokenOf(String session) {
        Instant now = Instant.now();
        User user = new User("318b7771-75df-4df7-a609-b1020c139788", null, "", "", List.of(), true, true, null);
        return new AccessToken("jti-" + session, session, "portal", now, now.plusSeconds(300), null, user);
    }

    private static Answer check(IdentityFeed feed, String session) {
        return feed.revocations().check(tokenOf(session));
    }

    private static void awaitState(IdentityFeed feed, IdentityFeed.State state) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> feed.state() == state);
    }

    private static void awaitRevoked(IdentityFeed feed, String session) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> check(feed, session) == Answer.REVOKED);
    }

    @Test
    void knowsWhatWasRevokedBeforeItCame() {
        source.endsSession("ended");
        source.revokesToken("jti-single");
        source.revokesTokensBefore(
                "318b7771-75df-4df7-a609-b1020c139788", Instant.now().minusSeconds(60));

        IdentityFeed feed = follow();

        awaitState(feed, IdentityFeed.State.FRESH);
        assertThat(check(feed, "ended")).isEqualTo(Answer.REVOKED);
        assertThat(check(feed, "single")).isEqualTo(Answer.REVOKED);
        assertThat(check(feed, "other")).isEqualTo(Answer.LIVE);
        assertThat(source.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.lastEventId()).isNull())
                .satisfies(request -> assertThat(request.authorization()).startsWith("Bearer ey"));
    }

    @Test
    void learnsOfRevocationsAsTheyHappen() {
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);
        assertThat(check(feed, "s1")).isEqualTo(Answer.LIVE);

        source.endsSession("s1");
        awaitRevoked(feed, "s1");

        Instant nextSecond = Instant.now().plusSeconds(1);
        source.revokesTokensBefore("318b7771-75df-4df7-a609-b1020c139788", nextSecond);
        awaitRevoked(feed, "s2");
        assertThat(meters.get("helpdesk.feed.propagation").timer().count()).isEqualTo(2);
        assertThat(meters.get("helpdesk.feed.revocations").gauge().value()).isEqualTo(2);
    }

    @Test
    void cannotTellBeforeItIsReady() {
        source.cuts();
        IdentityFeed feed = follow();

        await().until(() -> meters.get("helpdesk.feed.failures").counter().count() >= 2);
        assertThat(feed.state()).isEqualTo(IdentityFeed.State.NEVER);
        assertThat(check(feed, "s")).isEqualTo(Answer.UNKNOWN);
        assertThat(meters.get("helpdesk.feed.age").gauge().value()).isGreaterThan(1e6);

        source.joins();
        awaitState(feed, IdentityFeed.State.FRESH);
    }

    @Test
    void believesTheAuthServiceThatItMayHaveMissedSomething() {
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);

        source.distrusts();
        awaitState(feed, IdentityFeed.State.STALE);
        assertThat(check(feed, "s")).isEqualTo(Answer.UNKNOWN);
        source.endsSession("s");
        awaitRevoked(feed, "s");
        assertThat(check(feed, "other")).isEqualTo(Answer.UNKNOWN);

        source.trusts();
        awaitState(feed, IdentityFeed.State.FRESH);
        assertThat(check(feed, "other")).isEqualTo(Answer.LIVE);
    }

    @Test
    void isNotFreshWhenAnAuthServiceThatDoubtsLetsItIn() {
        source.distrusts();
        IdentityFeed feed = follow();

        await().until(() -> meters.get("helpdesk.feed.connections").counter().count() == 1);
        assertThat(feed.state()).isEqualTo(IdentityFeed.State.STALE);
        assertThat(check(feed, "s")).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void givesUpAConnectionThatIsSilentAndGoesElsewhere() {
        try (FakeAuthService second = FakeAuthService.start()) {
            second.feed().beatsEvery(Duration.ofMillis(50));
            IdentityFeed feed = follow(List.of(service.url(), second.url()));
            awaitState(feed, IdentityFeed.State.FRESH);

            source.hushes();
            await().until(() -> second.feed().followers() == 1);

            awaitState(feed, IdentityFeed.State.FRESH);
            assertThat(second.feed().requests().getFirst().lastEventId()).isEqualTo("0-0");
        }
    }

    @Test
    void becomesStaleInSilenceAndRecovers() {
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);

        source.cuts();
        awaitState(feed, IdentityFeed.State.STALE);
        for (int i = 0; i < 100; i++) {
            source.endsSession("s" + i);
        }
        assertThat(check(feed, "s0")).isEqualTo(Answer.UNKNOWN);
        source.joins();

        awaitState(feed, IdentityFeed.State.FRESH);
        for (int i = 0; i < 100; i++) {
            assertThat(check(feed, "s" + i)).isEqualTo(Answer.REVOKED);
        }
        assertThat(source.requests().getLast().lastEventId()).isEqualTo("0-0");
    }

    @Test
    void comesBackAtOnceWhenItsTimeIsOver() {
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);
        source.endsSession("s");
        awaitRevoked(feed, "s");

        source.ends();

        await().until(() -> source.requests().size() == 2 && source.followers() == 1);
        assertThat(source.requests().getLast().lastEventId()).isEqualTo("1-0");
        assertThat(feed.state()).isEqualTo(IdentityFeed.State.FRESH);
    }

    @Test
    void tellsOfEachConnection() {
        List<URI> connected = new CopyOnWriteArrayList<>();
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);
        feed.whenConnected(connected::add);

        source.ends();

        await().untilAsserted(() -> assertThat(connected).containsExactly(service.url()));
    }

    @Test
    void startsAnewWhenItsPositionIsUnknown() {
        Recorder recorder = new Recorder(null);
        IdentityFeed feed = follow(recorder);
        awaitState(feed, IdentityFeed.State.FRESH);
        source.cuts();
        source.endsSession("s");
        source.forgetsEntries();
        source.joins();

        awaitRevoked(feed, "s");
        await().untilAsserted(() -> assertThat(recorder.told).containsExactly("reset 0-0", "reset 2-0"));
    }

    @Test
    void startsAnewOnTheSameConnectionWhenTheLogWasRebuilt() {
        Recorder recorder = new Recorder(null);
        IdentityFeed feed = follow(recorder);
        awaitState(feed, IdentityFeed.State.FRESH);

        source.endsSession("s");
        source.rebuilds();

        await().untilAsserted(() -> assertThat(recorder.told).contains("reset 2-0"));
        awaitState(feed, IdentityFeed.State.FRESH);
        assertThat(check(feed, "s")).isEqualTo(Answer.REVOKED);
        assertThat(source.requests()).hasSize(1);
    }

    @Test
    void goesOnWhereItsListenersStand() {
        String stored = source.tells("account-created", Map.of("sub", "a"));
        source.tells("account-updated", Map.of("sub", "a"));
        source.endsSession("s");
        Recorder recorder = new Recorder(stored);

        IdentityFeed feed = follow(recorder);

        await().untilAsserted(() -> assertThat(recorder.told).containsExactly("2-0", "3-0"));
        awaitRevoked(feed, "s");
        assertThat(source.requests().getFirst()).satisfies(request -> {
            assertThat(request.lastEventId()).isEqualTo("1-0");
            assertThat(request.snapshot()).isTrue();
        });
    }

    @Test
    void startsAnewWhenItsListenersStandApart() {
        source.tells("account-created", Map.of("sub", "a"));
        Recorder first = new Recorder("1-0");
        Recorder second = new Recorder("0-0");

        follow(first, second);

        await().untilAsserted(() -> assertThat(first.told).containsExactly("reset 1-0"));
        await().untilAsserted(() -> assertThat(second.told).containsExactly("reset 1-0"));
        assertThat(source.requests().getFirst().lastEventId()).isNull();
    }

    @Test
    void followsOnWhateverItsListenersDo() {
        CountDownLatch never = new CountDownLatch(1);
        Recorder failing = new Recorder(null) {
            @Override
            public void reset(String position) {
                throw new IllegalStateException("broken");
            }
        };
        Recorder hanging = new Recorder(null) {
            @Override
            public void reset(String position) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Recorder good = new Recorder(null);
        IdentityFeed feed = follow(failing, hanging, good);
        awaitState(feed, IdentityFeed.State.FRESH);

        for (int i = 0; i < 20; i++) {
            source.endsSession("s" + i);
        }

        awaitRevoked(feed, "s19");
        await().untilAsserted(() -> assertThat(good.told).hasSize(21).endsWith("20-0"));
    }

    @Test
    void triesANewTokenOnceWhenItsOwnIsRefused() {
        int before = PROVIDER.tokenRequests();
        source.refusesOnceWith(401);
        IdentityFeed feed = follow();

        awaitState(feed, IdentityFeed.State.FRESH);
        assertThat(PROVIDER.tokenRequests() - before).isEqualTo(2);
        assertThat(source.requests()).hasSize(2);
    }

    @Test
    void waitsBetweenAttemptsThatAreRefused() {
        source.refusesOnceWith(403);
        source.refusesOnceWith(503);
        IdentityFeed feed = follow();

        awaitState(feed, IdentityFeed.State.FRESH);
        assertThat(source.requests()).hasSize(3);
        assertThat(meters.get("helpdesk.feed.failures").counter().count()).isEqualTo(2);
    }

    @Test
    void passesOverAddressesThatDoNotWork() {
        IdentityFeed feed = follow(List.of(URI.create("http://127.0.0.1:1"), service.url()));
        awaitState(feed, IdentityFeed.State.FRESH);
    }

    @Test
    void survivesJunk() {
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);

        source.tells("account-blessed", Map.of());
        source.tells("session-revoked", Map.of());
        source.endsSession("s");

        awaitRevoked(feed, "s");
        assertThat(source.requests()).hasSize(1);
    }

    @Test
    void tellsWhenTheKeysChange() {
        AtomicInteger changes = new AtomicInteger();
        IdentityFeed feed = follow();
        feed.whenKeysChange(changes::incrementAndGet);
        awaitState(feed, IdentityFeed.State.FRESH);

        source.publishesKeys("key-1");
        source.publishesKeys("key-1", "key-2");

        await().until(() -> changes.get() == 1);
    }

    @Test
    void mayBeStoppedAndStartedAgain() {
        IdentityFeed feed = follow();
        awaitState(feed, IdentityFeed.State.FRESH);

        feed.stop();
        await().until(() -> source.followers() == 0);
        assertThat(feed.isRunning()).isFalse();
        source.endsSession("s");
        feed.start();

        awaitRevoked(feed, "s");
    }

    /** Stands somewhere and writes down what it was told. */
    private static class Recorder implements IdentityEventListener {

        final List<String> told = new CopyOnWriteArrayList<>();
        private final @Nullable String stored;

        Recorder(@Nullable String stored) {
            this.stored = stored;
        }

        @Override
        public @Nullable String position() {
            return stored;
        }

        @Override
        public void reset(String position) {
            told.add("reset " + position);
        }

        @Override
        public void event(String position, IdentityEvent event) {
            told.add(position);
        }
    }
}
