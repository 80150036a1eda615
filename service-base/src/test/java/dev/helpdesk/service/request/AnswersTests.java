package dev.helpdesk.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.HttpTest;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class AnswersTests {

    @LocalServerPort
    private int port;

    private RawHttp http = new RawHttp(0);

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
    }

    private RawAnswer get(String path, String... headers) {
        return http.send("GET " + path + " HTTP/1.1", headers);
    }

    @Test
    void carryTheHeaderSetOnce() {
        RawAnswer answer = get("/open/address");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        ErrorAnswers.assertHeaders(answer);
    }

    @Test
    void keepWhatAHandlerSetItself() {
        RawAnswer answer = get("/open/image", "Accept: */*");

        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-site");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-1_b.c", "0123456789012345678901234567890123456789012345678901234567890123"})
    void returnAWellFormedRequestId(String id) {
        assertThat(get("/open/address", "X-Request-Id: " + id).header("X-Request-Id"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a;b", "<script>", "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void replaceAnyOtherRequestId(String id) {
        assertThat(get("/open/address", "X-Request-Id: " + id).header("X-Request-Id"))
                .isNotEqualTo(id)
                .matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "https://app.example.org"})
    void allowTheConfiguredOrigins(String origin) {
        RawAnswer answer = get("/open/address", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-Request-Id", "Retry-After");
        assertThat(answer.headers("Vary")).contains("Origin");
        assertThat(get("/me", "Origin: " + origin).header("Access-Control-Allow-Origin"))
                .isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "http://localhost:3000.evil.io",
                "http://evillocalhost:3000",
                "https://localhost:3000",
                "http://localhost:30000",
                "file://",
                "http://LOCALHOST:3000",
                "http://localhost:3000/"
            })
    void doNotAllowOtherOrigins(String origin) {
        RawAnswer answer = get("/open/address", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers("Vary")).contains("Origin");
    }

    @Test
    void answerPreflightsWithoutAToken() {
        RawAnswer answer = http.send(
                "OPTIONS /me HTTP/1.1",
                "Origin: http://localhost:3000",
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: authorization,content-type");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, PUT, DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
    }

    @Test
    void tellPreflightsOfOtherOriginsNothing() {
        RawAnswer answer =
                http.send("OPTIONS /me HTTP/1.1", "Origin: https://evil.example", "Access-Control-Request-Method: PUT");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head()).noneMatch(line -> line.startsWith("Access-Control-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|127.0.0.1|127.0.0.1",
                "203.0.113.7|203.0.113.7|203.0.113.7",
                "198.51.100.1, 203.0.113.7|203.0.113.7|203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.1.2.3|203.0.113.7|203.0.113.7",
                "10.1.2.3, 10.9.9.9|10.1.2.3|10.1.2.3",
                "203.0.113.7, evil.example|127.0.0.1|127.0.0.1",
                "203.0.113.7, _hidden, 10.1.2.3|10.1.2.3|10.1.2.3",
                "203.0.113.7:1234|127.0.0.1|127.0.0.1",
                "999.1.1.1|127.0.0.1|127.0.0.1",
                "fe80::1%eth0|127.0.0.1|127.0.0.1",
                "2001:470:1:2:3:4:5:6|2001:470:1:2:3:4:5:6|2001:470:1:2:0:0:0:0/64",
                "::ffff:203.0.113.7|203.0.113.7|203.0.113.7",
                "203.0.113.7, 2001:db8::1|203.0.113.7|203.0.113.7",
            })
    void knowTheClientBehindTrustedProxies(String forwarded, String address, String subscriber) {
        RawAnswer answer =
                forwarded == null ? get("/open/address") : get("/open/address", "X-Forwarded-For: " + forwarded);

        assertThat(answer.json().path("address").asString()).isEqualTo(address);
        assertThat(answer.json().path("subscriber").asString()).isEqualTo(subscriber);
    }

    @Test
    void readSeveralForwardedHeadersAsOne() {
        RawAnswer answer =
                get("/open/address", "X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.7, 10.0.0.1");

        assertThat(answer.json().path("address").asString()).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=203.0.113.7", "X-Real-IP: 203.0.113.7", "True-Client-IP: 203.0.113.7"})
    void believeNoOtherHeader(String header) {
        assertThat(get("/open/address", header, "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https")
                        .json()
                        .path("address")
                        .asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void areCompressedOnlyWhenLarge() {
        RawAnswer large = get("/open/large", "Accept-Encoding: gzip");
        RawAnswer small = get("/open/address", "Accept-Encoding: gzip");

        assertThat(large.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(large.headers("Vary"))
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("accept-encoding"));
        assertThat(small.headers("Content-Encoding")).isEmpty();
        assertThat(small.header("Content-Length")).isNotEmpty();
    }
}
