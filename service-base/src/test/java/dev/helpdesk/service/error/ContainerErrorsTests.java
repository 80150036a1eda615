package dev.helpdesk.service.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.HttpTest;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class ContainerErrorsTests {

    @LocalServerPort
    private int port;

    private RawHttp http = new RawHttp(0);

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
    }

    private RawAnswer exchange(String request) {
        return http.exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /open/address\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /open/<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /open/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /open/%c0%80 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a%2fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /me HTTP/1.1\r\n\r\n",
                "GET /me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /me HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /me HTTP/7.3\r\nHost: x\r\n\r\n",
                "GET /me HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer user-ada\r\n\r\n",
                "POST /open/form HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /open/form HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "POST /open/form HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n{}",
                "FROB /me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            })
    void answersWhatItCannotReadWith400(String request) {
        RawAnswer answer = exchange(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_request");
        assertThat(answer.header("Connection")).isEqualTo("close");
        ErrorAnswers.assertComplete(answer);
    }

    @Test
    void refusesTransferCodingsItDoesNotKnow() {
        RawAnswer answer = exchange(
                "POST /open/form HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\nConnection: close\r\n\r\n{}");

        ErrorAnswers.assertComplete(answer);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_request");
    }

    @Test
    void tellsWhenHeadersAreTooLarge() {
        RawAnswer answer =
                http.send("GET /me HTTP/1.1", "Accept-Language: fr", "Authorization: Bearer " + "a".repeat(70_000));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.code()).isEqualTo("headers_too_large");
        ErrorAnswers.assertComplete(answer);
    }

    @Test
    void readsHeadersUpToTheLimit() {
        RawAnswer answer = http.send("GET /me HTTP/1.1", "Authorization: Bearer " + "a".repeat(15_000));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_invalid");
    }

    @Test
    void answersTraceAndConnectWithTheMethodsThatArePossible() {
        for (String line : new String[] {"TRACE /me HTTP/1.1", "CONNECT localhost:1 HTTP/1.1"}) {
            RawAnswer answer = http.send(line);

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.code()).isEqualTo("method_not_allowed");
            assertThat(answer.header("Allow")).contains("GET").doesNotContain("TRACE");
            ErrorAnswers.assertComplete(answer);
        }
    }

    @Test
    void hasNoErrorPageToLookAt() {
        RawAnswer answer = http.send("GET /error HTTP/1.1", "Authorization: Bearer user-ada");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
        ErrorAnswers.assertComplete(answer);
    }
}
