package dev.helpdesk.user.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the service over HTTP. */
public final class Api {

    private static final String BOUNDARY = "----test-boundary";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private Api(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** The service at this port. */
    public static Api at(int port) {
        return new Api(port);
    }

    /** A request to a path, to be completed. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    }

    /** A request to a path under a token, to be completed. */
    public HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    /** Gets a path. */
    public Answer get(String path, String token) {
        return send(request(path, token));
    }

    /** Gets a path without a token. */
    public Answer get(String path) {
        return send(request(path));
    }

    /** Puts JSON. */
    public Answer put(String path, String token, String json) {
        return send(putting(path, token, json));
    }

    /** A request that puts JSON, to be completed. */
    public HttpRequest.Builder putting(String path, String token, String json) {
        return request(path, token).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json));
    }

    /** Uploads a file as this field of a form. */
    public Answer upload(String token, String field, byte[] file) {
        return send(uploading(token).POST(BodyPublishers.ofByteArray(form(field, file))));
    }

    /** A request for an upload, whose body is to be given. */
    public HttpRequest.Builder uploading(String token) {
        return request("/api/profile/avatar", token)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** The body of an upload. */
    public static byte[] form(String field, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"me.svg\"\r\nContent-Type: text/plain\r\n\r\n"
                        .formatted(BOUNDARY, field)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Sends a request. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
