package dev.helpdesk.authclient.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeFeedTests {

    private final FakeAuthService service = FakeAuthService.start();
    private final FakeFeed feed = service.feed();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        service.close();
        http.shutdownNow();
    }

    private HttpResponse<InputStream> open(String query, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.url() + "/api/auth/events" + query))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    private Lines follow(String query, String... headers) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = open(query, headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new Lines(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    /** The stream as its lines, blank ones left out. */
    private record Lines(BufferedReader reader) {

        List<String> next(int count) throws IOException {
            List<String> lines = new ArrayList<>();
            while (lines.size() < count) {
                String line = reader.readLine();
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            return lines;
        }

        void awaitLine(String wanted) throws IOException {
            String line = next(1).getFirst();
            while (!line.equals(wanted)) {
                line = next(1).getFirst();
            }
        }
    }

    @Test
    void startsWithASnapshotAndTellsWhatHappens() throws Exception {
        feed.endsSession("s-1");
        Lines lines = follow("", "Authorization", "Bearer x");

        assertThat(lines.next(3)).containsExactly("retry: 1000", "event: reset", "data: {\"reason\":\"start\"}");
        List<String> snapshot = lines.next(2);
        assertThat(snapshot.getFirst()).isEqualTo("event: snapshot");
        byte[] row = Base64.getDecoder().decode(snapshot.getLast().substring("data: ".length()));
        assertThat(row).hasSize(21).startsWith(1);
        assertThat(lines.next(3)).containsExactly("id: 1-0", "event: ready", "data: {}");
        assertThat(lines.next(2)).containsExactly("event: heartbeat", "data: {\"keys\":\"key-1\"}");

        feed.tells("account-updated", Map.of("id", "e", "at", "1", "sub", "u"));
        List<String> entry = lines.next(3);
        assertThat(entry.subList(0, 2)).containsExactly("id: 2-0", "event: account-updated");
        assertThat(entry.getLast()).contains("\"sub\":\"u\"", "\"id\":\"e\"");
    }

    @Test
    void goesOnBehindAPosition() throws Exception {
        feed.endsSession("s-1");
        feed.endsSession("s-2");

        Lines lines = follow("", "Authorization", "Bearer x", "Last-Event-ID", "1-0");

        assertThat(lines.next(7))
                .contains("id: 2-0", "event: session-revoked", "event: ready")
                .doesNotContain("event: reset");
        assertThat(feed.requests()).containsExactly(new FakeFeed.Request("1-0", false, "Bearer x"));
    }

    @Test
    void startsAnewBehindAPositionItForgot() throws Exception {
        feed.endsSession("s-1");
        feed.forgetsEntries();

        Lines lines = follow("?snapshot=true", "Authorization", "Bearer x", "Last-Event-ID", "0-0");

        assertThat(lines.next(3)).contains("data: {\"reason\":\"unknown_position\"}");
    }

    @Test
    void beatsWhileItIsSure() throws Exception {
        feed.beatsEvery(Duration.ofMillis(20));
        feed.publishesKeys("a", "b");
        Lines lines = follow("", "Authorization", "Bearer x");
        lines.next(6);

        assertThat(lines.next(4))
                .containsExactly(
                        "event: heartbeat", "data: {\"keys\":\"a,b\"}", "event: heartbeat", "data: {\"keys\":\"a,b\"}");
        feed.distrusts();
        lines.awaitLine("event: distrust");
        lines.awaitLine(":");
        feed.trusts();
        lines.awaitLine("event: heartbeat");
    }

    @Test
    void letsNobodyInWithoutAToken() throws Exception {
        assertThat(open("").statusCode()).isEqualTo(401);
        feed.refusesOnceWith(403);
        assertThat(open("", "Authorization", "Bearer x").statusCode()).isEqualTo(403);
        assertThat(open("", "Authorization", "Bearer x").statusCode()).isEqualTo(200);
    }

    @Test
    void breaksOffAndRefuses() throws Exception {
        Lines lines = follow("", "Authorization", "Bearer x");
        service.down();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> lines.next(100));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> open("", "Authorization", "Bearer x"));

        service.up();
        assertThat(open("", "Authorization", "Bearer x").statusCode()).isEqualTo(200);
    }
}
