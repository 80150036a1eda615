package dev.helpdesk.auth.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.ServedFacadeTest;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.RevocationIndex;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;

/** Who is let in to the feed, and what ends a connection. */
@ServedFacadeTest
@Import(FeedApi.class)
class FeedEndTests {

    private final FeedApi api;
    private final MeterRegistry meters;
    private final Followers followers;

    FeedEndTests(@Autowired FeedApi api, @Autowired MeterRegistry meters, @Autowired Followers followers) {
        this.api = api;
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
    void endsWhenTheTokenExpires() {
        double before = api.ended("expired");
        FeedConnection feed = api.follow("", api.service().expiringIn(Duration.ofSeconds(3)));
        feed.await("ready");

        feed.assertEnds();
        await().untilAsserted(() -> assertThat(api.ended("expired")).isEqualTo(before + 1));
    }

    @Test
    void endsWhenTheTokenIsRevoked() {
        double before = api.ended("revoked");
        String id = "trrtcc:" + random();
        FeedConnection feed = api.follow("", api.service().claim("jti", id));
        feed.await("ready");

        Instant now = Instant.now();
        api.append(new IdentityEvent.TokenRevoked("e", now, id, now.plusSeconds(600)));

        assertThat(feed.nextNews().type()).isEqualTo("token-revoked");
        feed.assertEnds();
        await().untilAsserted(() -> assertThat(api.ended("revoked")).isEqualTo(before + 1));
    }

    @Test
    void endsWhenTheServiceStops() {
        double before = api.ended("shutdown");
        FeedConnection feed = api.follow();
        feed.await("ready");

        followers.stop();
        feed.assertEnds();
        assertThat(api.refusal(api.service())).isEqualTo("503 service_unavailable");
        await().untilAsserted(() -> assertThat(api.ended("shutdown")).isEqualTo(before + 1));
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
        double before = api.ended("slow");
        FeedConnection good = api.follow();
        good.await("ready");
        Instant soon = Instant.now().plusSeconds(60);
        for (int i = 0; i < 500_000; i++) {
            index.add(new IdentityEvent.TokenRevoked("e", Instant.EPOCH, "t" + i, soon), Instant.now());
        }
        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
            String request = "GET " + FeedController.PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + api.service().build() + "\r\n\r\n";
            silent.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> followers.count() == 2);

            String told = api.endSession(random());
            assertThat(good.nextNews().id()).isEqualTo(told);
            await().atMost(Duration.ofSeconds(30)).until(() -> followers.count() == 1);
        } finally {
            index.forgetExpired(soon);
        }
        assertThat(api.ended("slow")).isEqualTo(before + 1);
        String later = api.endSession(random());
        assertThat(good.nextNews().id()).isEqualTo(later);
    }

    @Test
    void letsInNoMoreThanAreAllowed() {
        List<FeedConnection> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            FeedConnection feed = api.follow();
            feed.await("ready");
            all.add(feed);
        }
        assertThat(meters.get("helpdesk.feed.followers").gauge().value()).isEqualTo(5);

        HttpResponse<String> sixth =
                api.ask("GET", "Authorization", "Bearer " + api.service().build());
        assertThat(FeedApi.problem(sixth)).isEqualTo("503 service_unavailable");
        assertThat(sixth.headers().firstValue("Retry-After")).hasValue("5");

        all.getFirst().close();
        await().until(() -> followers.count() < 5);
        api.follow().await("ready");
    }
}
