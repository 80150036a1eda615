package dev.helpdesk.service.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.HttpTest;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class JsonBodiesTests {

    private static final String FORM = "POST /open/form HTTP/1.1";
    private static final String JSON = "Content-Type: application/json";

    @LocalServerPort
    private int port;

    private RawHttp http = new RawHttp(0);

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
    }

    private RawAnswer post(byte[] body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + body.length;
        return http.send(body, FORM, all);
    }

    private void assertRefused(RawAnswer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        ErrorAnswers.assertComplete(answer);
    }

    @Test
    void writesAbsentValuesAsNullAndTimesInUtc() {
        RawAnswer answer = http.post(
                "/open/form",
                "{\"name\":\"é\",\"count\":7,\"ratio\":2,\"at\":\"2026-11-01T12:00:00+01:00\",\"colour\":\"RED\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"é\",\"count\":7,\"ratio\":2.0,\"on\":null,\"at\":\"2026-11-01T11:00:00Z\","
                        + "\"colour\":\"RED\",\"tags\":null,\"more\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"name\":",
                "null",
                "[]",
                "\"x\"",
                "7",
                "{\"name\":\"a\"} x",
                "{\"name\":\"a\"}{}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"ratio\":NaN}",
                "{'name':'a'}",
                "{name:\"a\"}",
                "{\"name\":\"a\",}",
                "// x\n{}",
                "{\"name\":\"a\tb\"}",
                "{\"name\":\"\\x\"}",
                "{\"count\":01}",
                "{\"count\":+1}"
            })
    void refusesWhatIsNotTheJsonExpected(String body) {
        assertRefused(http.post("/open/form", body), 400, "malformed_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"role\":\"admin\"}|role",
                "{\"name\":\"a\",\"__proto__\":{}}|__proto__",
                "{\"name\":\"a\",\"<script>\\u0000\":1}|?script??",
            })
    void namesAnUnknownField(String body, String field) {
        RawAnswer answer = http.post("/open/form", body);

        assertRefused(answer, 400, "unknown_field");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
        assertThat(answer.json().path("errors").path(0).path("code").asString()).isEqualTo("unknown_field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":7}|name|wrong_type",
                "{\"name\":1.5}|name|wrong_type",
                "{\"name\":true}|name|wrong_type",
                "{\"name\":{\"$ne\":null}}|name|wrong_type",
                "{\"name\":[\"a\"]}|name|wrong_type",
                "{\"name\":\"a\",\"count\":\"7\"}|count|wrong_type",
                "{\"name\":\"a\",\"count\":\"\"}|count|wrong_type",
                "{\"name\":\"a\",\"count\":7.5}|count|wrong_type",
                "{\"name\":\"a\",\"count\":true}|count|wrong_type",
                "{\"name\":\"a\",\"count\":99999999999}|count|wrong_type",
                "{\"name\":\"a\",\"ratio\":\"1.5\"}|ratio|wrong_type",
                "{\"name\":\"a\",\"on\":\"true\"}|on|wrong_type",
                "{\"name\":\"a\",\"on\":1}|on|wrong_type",
                "{\"name\":\"a\",\"at\":\"\"}|at|invalid",
                "{\"name\":\"a\",\"at\":\"tomorrow\"}|at|invalid",
                "{\"name\":\"a\",\"colour\":0}|colour|wrong_type",
                "{\"name\":\"a\",\"colour\":\"\"}|colour|invalid",
                "{\"name\":\"a\",\"colour\":\"GREEN\"}|colour|invalid",
                "{\"name\":\"a\",\"tags\":\"x\"}|tags|wrong_type",
                "{\"name\":\"a\",\"tags\":[1]}|tags[0]|wrong_type",
                "{\"name\":\"a\",\"more\":{\"k\":2}}|more.k|wrong_type",
                "{\"name\":\"a\\u0000b\"}|name|invalid_characters",
                "{\"name\":\"\\ud800\"}|name|invalid_characters",
                "{\"name\":\"a\",\"tags\":[\"ok\",\"\\udc00\"]}|tags[1]|invalid_characters",
                "{\"name\":\"a\",\"more\":{\"k\":\"\\u0000\"}}|more.k|invalid_characters",
                "{\"name\":\"12345678901\"}|name|too_long",
            })
    void saysWhatIsWrongWithAField(String body, String field, String rule) {
        RawAnswer answer = http.post("/open/form", body);

        assertRefused(answer, 400, "validation_failed");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
        assertThat(answer.json().path("errors").path(0).path("code").asString()).isEqualTo(rule);
    }

    @Test
    void refusesDeepNestingAndEndlessNumbers() {
        assertRefused(http.post("/open/form", "[".repeat(60_000)), 400, "malformed_json");
        assertRefused(http.post("/open/form", "{\"more\":" + "{\"a\":".repeat(10_000)), 400, "validation_failed");
        assertRefused(http.post("/open/form", "{\"count\":" + "9".repeat(10_000) + "}"), 400, "malformed_json");
        assertRefused(http.post("/open/form", "{\"ratio\":1e400}"), 400, "validation_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    void refusesOtherEncodings(String charset) {
        byte[] body = "{\"name\":\"é\"}".getBytes(Charset.forName(charset));

        assertRefused(post(body, JSON), 400, "malformed_json");
        assertRefused(post(body, JSON + "; charset=" + charset), 415, "unsupported_media_type");
    }

    /** Such bytes are well-formed UTF-8, with a NUL beside each character. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32"})
    void refusesOtherEncodingsOfPlainAscii(String charset) {
        assertRefused(post("{\"name\":\"a\"}".getBytes(Charset.forName(charset)), JSON), 400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b226e616d65223a22c0af227d",
                "7b226e616d65223a22eda080227d",
                "7b226e616d65223a22ff227d",
                "7b226e616d65223a22c3"
            })
    void refusesBytesThatAreNotUtf8(String hex) {
        assertRefused(post(HexFormat.of().parseHex(hex), JSON), 400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: x",
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: nonsense",
                "Content-Type: */*",
                "Content-Type: application/*",
                "Content-Type: ",
                "Content-Type: application/json; charset=nonsense",
                "Content-Type: application/yaml",
                "Content-Type: application/xml",
                "Content-Type: application/vnd.x+json",
                "Content-Type: multipart/form-data; boundary=b"
            })
    void refusesOtherContentTypes(String header) {
        assertRefused(post("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), header), 415, "unsupported_media_type");
    }

    @Test
    void acceptsUtf8SaidAloud() {
        assertThat(post("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), JSON + ";charset=utf-8")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesCompressedBodies() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        }

        assertRefused(post(compressed.toByteArray(), JSON, "Content-Encoding: gzip"), 415, "unsupported_media_type");
    }

    @Test
    void refusesABodyOverTheLimitUnread() {
        RawAnswer announced = http.send(new byte[] {'{'}, FORM, JSON, "Content-Length: 65537");
        byte[] endless = ("10000\r\n" + " ".repeat(65536) + "\r\n10\r\n x").getBytes(StandardCharsets.US_ASCII);
        RawAnswer chunked = http.send(endless, FORM, JSON, "Transfer-Encoding: chunked");

        assertRefused(announced, 413, "body_too_large");
        assertRefused(chunked, 413, "body_too_large");
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        String body = "{\"name\":\"a\"}";

        assertThat(http.post("/open/form", body + " ".repeat(65536 - body.length()))
                        .status())
                .isEqualTo(200);
        assertRefused(http.post("/open/form", body + " ".repeat(65537 - body.length())), 413, "body_too_large");
    }
}
