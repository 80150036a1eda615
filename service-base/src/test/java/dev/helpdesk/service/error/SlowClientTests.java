package dev.helpdesk.service.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.ProbeService;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = ProbeService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.tomcat.connection-timeout=500ms")
class SlowClientTests {

    @LocalServerPort
    private int port;

    @Test
    void areCutOffInTheMiddleOfTheHeaders() {
        RawAnswer answer = new RawHttp(port).exchange("GET /me HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.status()).isZero();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void areToldThatTheBodyIsNotWhole() {
        RawAnswer answer = new RawHttp(port)
                .send(
                        new byte[] {'{'},
                        "POST /open/form HTTP/1.1",
                        "Content-Type: application/json",
                        "Content-Length: 100");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Connection")).isEqualTo("close");
        ErrorAnswers.assertComplete(answer);
    }
}
