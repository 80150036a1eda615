package dev.helpdesk.user.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of the service.
 *
 * @param status its status
 * @param headers its headers
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Answer(int status, HttpHeaders headers, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A header that must be there. */
    public String header(String name) {
        return headers.firstValue(name)
                .orElseThrow(() -> new AssertionError("no header " + name + " in " + headers.map()));
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A member of the body, by JSON pointer. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** Checks the status, and returns itself. */
    public Answer expect(int expected) {
        assertThat(status).as(this::text).isEqualTo(expected);
        return this;
    }

    /** Checks that it is this error in the documented shape, and returns itself. */
    public Answer expectError(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(at("/code").asString()).isEqualTo(code);
        assertThat(at("/success").asBoolean(true)).isFalse();
        assertThat(at("/status").asInt()).isEqualTo(expected);
        assertThat(at("/type").asString()).isEqualTo("urn:helpdesk:error:" + code);
        assertThat(at("/error").asString()).isNotBlank().isEqualTo(at("/detail").asString());
        return this;
    }

    /** Checks that it refuses exactly this field for this reason. */
    public Answer expectInvalid(String field, String code) {
        expectError(400, "validation_failed");
        assertThat(at("/errors")).hasSize(1);
        assertThat(at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(at("/errors/0/message").asString()).isNotBlank();
        return this;
    }
}
