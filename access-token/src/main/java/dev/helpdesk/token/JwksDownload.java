package dev.helpdesk.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Reads the issuer's JWKS (RFC 7517) over HTTP: never redirected, bounded in time and size. */
final class JwksDownload implements KeySource, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int MAX_BYTES = 256 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final HttpRequest request;

    JwksDownload(URI jwks) {
        request = HttpRequest.newBuilder(jwks)
                .header("Accept", "application/json")
                .timeout(TIMEOUT)
                .build();
    }

    @Override
    public Map<String, SigningKey> fetch() throws IOException {
        HttpResponse<byte[]> answer = send();
        if (answer.statusCode() != 200) {
            throw new IOException("the JWKS endpoint answered " + answer.statusCode());
        }
        Map<String, SigningKey> keys = parse(new String(answer.body(), StandardCharsets.UTF_8));
        if (keys.isEmpty()) {
            throw new IOException("the JWKS holds no signature key");
        }
        return keys;
    }

    private HttpResponse<byte[]> send() throws IOException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, answer -> new LimitedBody(MAX_BYTES));
        try {
            // The request's own timeout ends with the headers; this one includes a body that drips.
            return exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the JWKS endpoint cannot be reached: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the JWKS endpoint is too slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static Map<String, SigningKey> parse(String json) throws IOException {
        try {
            return JWKSet.parse(json).getKeys().stream()
                    .flatMap(jwk -> SigningKey.from(jwk).stream())
                    .collect(Collectors.toUnmodifiableMap(SigningKey::id, key -> key, (first, second) -> first));
        } catch (ParseException e) {
            throw new IOException("the JWKS endpoint answered something else", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
