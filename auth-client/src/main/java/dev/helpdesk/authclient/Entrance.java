package dev.helpdesk.authclient;

import dev.helpdesk.service.guard.Fault;
import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.guard.Limits;
import dev.helpdesk.service.request.Propagation;
import dev.helpdesk.token.BearerToken;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** One address of the auth service, and what is known of how it does. */
final class Entrance implements AutoCloseable {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int VERIFICATIONS_AT_ONCE = 128;
    private static final int LOOK_UPS_AT_ONCE = 32;
    private static final Duration LONGEST_PING = Duration.ofSeconds(1);

    private final URI address;
    private final RestClient http;
    private final GuardedServer server;
    private final Guard verifications;
    private final Guard lookUps;

    Entrance(String name, URI address, CallTimes times, RestClient.Builder http, MeterRegistry meters) {
        this.address = address;
        this.http = http.clone()
                .baseUrl(address)
                .requestFactory(requests(times))
                .requestInterceptor(new Propagation())
                .build();
        Duration patience = times.attempt().compareTo(LONGEST_PING) < 0 ? times.attempt() : LONGEST_PING;
        this.server = new GuardedServer(name, new GuardedServer.Ping(this::ping, patience), Entrance::fault, meters);
        this.verifications = server.guard("verify", new Limits(VERIFICATIONS_AT_ONCE, times.queue(), times.attempt()));
        this.lookUps = server.guard("users", new Limits(LOOK_UPS_AT_ONCE, times.queue(), times.attempt()));
    }

    private static JdkClientHttpRequestFactory requests(CallTimes times) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(times.connect())
                .build());
        requests.setReadTimeout(times.attempt());
        return requests;
    }

    Answer verify(BearerToken token) {
        return verifications.callAgainIfCut(() -> send(token, "/api/auth/verify"));
    }

    Answer get(BearerToken token, String path, Object... values) {
        return lookUps.callAgainIfCut(() -> send(token, path, values));
    }

    void check() {
        server.check();
    }

    boolean isAt(URI other) {
        return address.equals(other);
    }

    void answersElsewhere() {
        server.answeredElsewhere();
    }

    private void ping() {
        Answer answer =
                http.get().uri("/health/live").exchangeForRequiredValue((request, response) -> answer(response));
        if (answer.status() != 200) {
            throw new UnusableAnswerException(answer);
        }
    }

    private Answer send(BearerToken token, String path, Object... values) {
        Answer answer = http.get()
                .uri(path, values)
                .headers(headers -> headers.setBearerAuth(token.value()))
                .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
                .exchangeForRequiredValue((request, response) -> answer(response));
        if (answer.isFailure()) {
            throw new UnusableAnswerException(answer);
        }
        return answer;
    }

    private static Answer answer(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        try (InputStream body = response.getBody()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            // Whatever is so large is no answer of the auth service.
            boolean whole = bytes.length <= MAX_BYTES;
            return new Answer(status, whole ? new String(bytes, StandardCharsets.UTF_8) : "");
        }
    }

    private static Fault fault(Throwable failure) {
        return switch (failure) {
            case UnusableAnswerException unusable -> Fault.FAILED;
            case ResourceAccessException lost ->
                lost.getCause() instanceof HttpTimeoutException slow && !(slow instanceof HttpConnectTimeoutException)
                        ? Fault.SILENT
                        : Fault.CUT;
            default -> Fault.NONE;
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
