package dev.helpdesk.auth.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.feed.Following.Sources;
import dev.helpdesk.auth.revocation.IdentityLog.Registration;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestToken;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The feed as a service gets it, and the log as Keycloak writes it. */
@TestComponent
class FeedApi {

    private static final Instant AT = Instant.ofEpochMilli(1_795_000_000_123L);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Collection<FeedConnection> open = new CopyOnWriteArrayList<>();
    private final TestIdentityProvider provider;
    private final StringRedisTemplate redis;
    private final Sources sources;
    private final Followers followers;
    private final MeterRegistry meters;
    private final Environment environment;

    FeedApi(
            TestIdentityProvider provider,
            StringRedisTemplate redis,
            Sources sources,
            Followers followers,
            MeterRegistry meters,
            Environment environment) {
        this.provider = provider;
        this.redis = redis;
        this.sources = sources;
        this.followers = followers;
        this.meters = meters;
        this.environment = environment;
    }

    TestToken service() {
        return provider.tokens().service("user-service");
    }

    /** Follows as a service does. */
    FeedConnection follow(String... headers) {
        return follow("", service(), headers);
    }

    FeedConnection follow(String query, TestToken token, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(address(query))
                .header("Accept", "text/event-stream")
                .headers(with(headers, "Authorization", "Bearer " + token.build()))
                .build();
        FeedConnection connection = new FeedConnection(send(request, BodyHandlers.ofInputStream()));
        open.add(connection);
        return connection;
    }

    /** For requests that are answered with an end. Says status, code and challenge of the problem. */
    String refusal(TestToken token, String... headers) {
        return problem(ask("GET", with(headers, "Authorization", "Bearer " + token.build())));
    }

    HttpResponse<String> ask(String method, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address("")).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofString());
    }

    static String problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        String code = answer.body().replaceAll(".*\"code\":\"([a-z_]+)\".*", "$1");
        String challenge = answer.headers().firstValue("WWW-Authenticate").orElse("");
        return (answer.statusCode() + " " + code + " " + challenge).strip();
    }

    private URI address(String query) {
        return URI.create("http://127.0.0.1:" + port() + FeedController.PATH + query);
    }

    int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    private static String[] with(String[] headers, String name, String value) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(name);
        all.add(value);
        return all.toArray(String[]::new);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes an entry and waits until the service has read it; returns its position. */
    String append(IdentityEvent event) {
        String position = Objects.requireNonNull(redis.opsForStream().add(StreamForm.STREAM, StreamForm.write(event)))
                .getValue();
        await().until(() -> !StreamPosition.isAfter(position, reached()));
        return position;
    }

    private String reached() {
        try (Registration registration = sources.log().follow(new Inbox(sources.form()))) {
            return registration.position();
        }
    }

    String endSession(String id) {
        return append(new IdentityEvent.SessionRevoked("e-" + id, AT, id));
    }

    /** How many connections ended for this reason. */
    double ended(String reason) {
        return meters.get("helpdesk.feed.ended").tag("reason", reason).counter().count();
    }

    /** Ends every connection, as a stop does. */
    void sendEverybodyAway() {
        followers.stop();
        await().until(() -> followers.count() == 0);
        followers.start();
        open.forEach(FeedConnection::close);
        open.clear();
    }
}
