package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it came over the wire. */
public final class Answer {

    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] bytes;

    private Answer(int status, HttpHeaders headers, byte[] bytes) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
    }

    public static Answer of(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(bytes);
    }

    /** The text at a JSON pointer such as {@code /user/email}. */
    public String at(String pointer) {
        JsonNode node = json().at(pointer);
        assertThat(node.isMissingNode()).as("%s in %s", pointer, text()).isFalse();
        return node.asString();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public Answer expect(int expected) {
        assertThat(status).as("status of: %s", text()).isEqualTo(expected);
        return this;
    }

    /** Asserts the whole shape of an error answer (RFC 9457 with the API's envelope), its status and its code. */
    public Answer expectError(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode body = json();
        assertThat(body.path("code").asString()).as(text()).isEqualTo(code);
        assertThat(body.path("type").asString()).isEqualTo("urn:helpdesk:error:" + code);
        assertThat(body.path("status").asInt()).isEqualTo(expected);
        assertThat(body.path("success").isBoolean() && !body.path("success").asBoolean())
                .as(text())
                .isTrue();
        assertThat(body.path("title").asString()).isNotBlank();
        assertThat(body.path("detail").asString())
                .isNotBlank()
                .isEqualTo(body.path("error").asString());
        assertThat(body.path("requestId").asString())
                .isEqualTo(header("X-Request-Id").orElseThrow());
        assertThat(header("Cache-Control")).hasValue("no-store");
        assertThat(header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(header("Set-Cookie")).isEmpty();
        return this;
    }

    /** Asserts that exactly this field is said to break exactly this rule. */
    public Answer expectFieldError(String field, String rule) {
        expectError(400, rule.equals("unknown_field") ? "unknown_field" : "validation_failed");
        assertThat(json().path("errors")).as(text()).anySatisfy(error -> {
            assertThat(error.path("field").asString()).isEqualTo(field);
            assertThat(error.path("code").asString()).isEqualTo(rule);
            assertThat(error.path("message").asString()).isNotBlank();
        });
        return this;
    }
}
