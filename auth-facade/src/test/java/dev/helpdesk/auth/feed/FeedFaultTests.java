package dev.helpdesk.auth.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.ServedFacadeTest;
import dev.helpdesk.auth.TestRedis;
import dev.helpdesk.auth.feed.FeedConnection.Event;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What followers are told when the log cannot be trusted. */
@ServedFacadeTest
@Import(FeedApi.class)
class FeedFaultTests {

    private static final Event DISTRUST = new Event("", "distrust", "{}");

    private final FeedApi api;
    private final TestRedis redis;
    private final StringRedisTemplate commands;
    private final RevokedSessions revoked;
    private boolean down;

    FeedFaultTests(
            @Autowired FeedApi api,
            @Autowired TestRedis redis,
            @Autowired StringRedisTemplate commands,
            @Autowired RevokedSessions revoked) {
        this.api = api;
        this.redis = redis;
        this.commands = commands;
        this.revoked = revoked;
    }

    @BeforeEach
    void awaitWholeLog() {
        await().atMost(Duration.ofSeconds(20)).until(revoked::areKnown);
    }

    @AfterEach
    void heal() {
        if (down) {
            redisBack();
        }
        api.sendEverybodyAway();
    }

    private void redisAway() {
        redis.down();
        down = true;
        await().until(() -> !revoked.areKnown());
    }

    private void redisBack() {
        redis.up();
        down = false;
    }

    /** Answers to nobody for so long. */
    private void pause(Duration time) {
        byte[] millis = Long.toString(time.toMillis()).getBytes(US_ASCII);
        commands.execute((RedisConnection redis) -> redis.execute("CLIENT", "PAUSE".getBytes(US_ASCII), millis));
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    @Test
    void saysSoWhenItMayHaveMissedSomethingAndWhenItHasNot() {
        FeedConnection feed = api.follow();
        feed.await("heartbeat");

        pause(Duration.ofSeconds(6));

        assertThat(feed.nextNews()).isEqualTo(DISTRUST);
        assertThat(feed.next().type()).isEqualTo("(comment)");
        Event next = feed.next();
        while (next.type().equals("(comment)")) {
            next = feed.next();
        }
        assertThat(next.type()).isEqualTo("heartbeat");
        String told = api.endSession(random());
        assertThat(feed.nextNews().id()).isEqualTo(told);
    }

    @Test
    void startsOverWhenTheLogIsAnother() {
        String session = random();
        api.endSession(session);
        FeedConnection feed = api.follow();
        feed.await("heartbeat");

        redisAway();
        assertThat(feed.nextNews()).isEqualTo(DISTRUST);
        redisBack();

        assertThat(feed.await("reset")).isEqualTo(new Event("", "reset", "{\"reason\":\"rebuilt\"}"));
        assertThat(feed.next().type()).isEqualTo("snapshot");
        Event ready = feed.await("ready");
        feed.await("heartbeat");
        String told = api.endSession(random());
        assertThat(feed.nextNews().id()).isEqualTo(told);
        assertThat(StreamPosition.isAfter(told, ready.id())).isTrue();
    }

    @Test
    void givesWhatItKnowsWhileRedisIsAway() {
        String last = api.endSession(random());
        api.follow("Last-Event-ID", last).await("ready");
        redisAway();

        FeedConnection anew = api.follow();
        assertThat(anew.next().type()).isEqualTo("retry");
        assertThat(anew.next()).isEqualTo(new Event("", "reset", "{\"reason\":\"start\"}"));
        assertThat(anew.next().type()).isEqualTo("snapshot");
        assertThat(anew.await("ready").id()).isEqualTo(last);
        assertThat(anew.next()).isEqualTo(DISTRUST);
        assertThat(anew.next().type()).isEqualTo("(comment)");

        FeedConnection again = api.follow("Last-Event-ID", last);
        assertThat(again.next().type()).isEqualTo("retry");
        assertThat(again.next()).isEqualTo(new Event(last, "ready", "{}"));
        assertThat(again.next()).isEqualTo(DISTRUST);
    }

    @Test
    void cannotTellWhileRedisIsAwayWhetherSomebodyMissedSomething() {
        String former = api.endSession(random());
        api.follow("Last-Event-ID", api.endSession(random())).await("ready");
        redisAway();

        HttpResponse<String> answer =
                api.ask("GET", "Authorization", "Bearer " + api.service().build(), "Last-Event-ID", former);
        assertThat(FeedApi.problem(answer)).isEqualTo("503 identity_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void letsNobodyInBeforeTheLogWasKnown(
            @Autowired Following.Sources sources,
            @Autowired Followers followers,
            @Autowired FeedMeters meters,
            @Autowired Clock clock) {
        Feed feed = new Feed(sources, new Wholeness(), followers, meters, clock);
        User service = new User(random(), null, "", "", List.of("service"), false, true, null);
        AccessToken token = new AccessToken(
                random(), null, "user-service", Instant.now(), Instant.now().plusSeconds(60), null, service);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> feed.follow(token, new Feed.Wish(null, false), () -> {
                    throw new AssertionError("nothing is to be answered");
                }))
                .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE));
        assertThat(followers.count()).isZero();
    }
}
