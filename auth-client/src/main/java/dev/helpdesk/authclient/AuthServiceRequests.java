package dev.helpdesk.authclient;

import dev.helpdesk.token.BearerToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Reads from the auth service; what fails on the way there is tried once more, what was slow is not. */
record AuthServiceRequests(RestClient http) {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final RetryTemplate ONCE_MORE = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(1)
            .delay(Duration.ofMillis(60))
            .jitter(Duration.ofMillis(40))
            .predicate(AuthServiceRequests::isConnectionFailure)
            .build());

    /**
     * Sends a GET request.
     *
     * @throws AuthServiceUnavailableException if there is no answer; the address asked for, which may be somebody's e-mail, is not in it
     */
    Answer get(BearerToken token, String path, Object... values) {
        try {
            return ONCE_MORE.invoke(() -> send(token, path, values));
        } catch (ResourceAccessException e) {
            Throwable cause = e.getCause();
            throw new AuthServiceUnavailableException("the auth service cannot be reached: " + cause, cause);
        }
    }

    private Answer send(BearerToken token, String path, Object... values) {
        return http.get()
                .uri(path, values)
                .headers(headers -> headers.setBearerAuth(token.value()))
                .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
                .exchangeForRequiredValue((request, response) ->
                        new Answer(response.getStatusCode().value(), body(response)));
    }

    private static String body(ClientHttpResponse response) throws IOException {
        try (InputStream body = response.getBody()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("the answer is too large");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean isConnectionFailure(Throwable failure) {
        return failure instanceof ResourceAccessException && !(failure.getCause() instanceof HttpTimeoutException);
    }
}
