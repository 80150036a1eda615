package dev.helpdesk.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.ProbeService;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = ProbeService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=0")
class ManagementPortTests {

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private RawAnswer ask(String path) {
        return new RawHttp(managementPort).send("GET " + path + " HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/info",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/actuator/loggers"
            })
    void showsWhatOperatorsNeed(String path) {
        assertThat(ask(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"heapdump", "threaddump", "env", "configprops", "beans", "mappings", "shutdown", "conditions"})
    void showsNothingElse(String endpoint) {
        assertThat(ask("/actuator/" + endpoint).status()).isEqualTo(404);
    }

    @Test
    void changesLogLevelsAtRunTime() {
        byte[] body = "{\"configuredLevel\":\"DEBUG\"}".getBytes(StandardCharsets.UTF_8);
        RawAnswer answer = new RawHttp(managementPort)
                .send(
                        body,
                        "POST /actuator/loggers/dev.helpdesk.none HTTP/1.1",
                        "Content-Type: application/json",
                        "Content-Length: 27");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(ask("/actuator/loggers/dev.helpdesk.none").body()).contains("DEBUG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/loggers",
                "/actuator/heapdump",
                "/h2-console",
                "/jolokia",
                "/swagger-ui/index.html",
                "/.git/config"
            })
    void showsNothingOfItOnThePublicPort(String path) {
        RawHttp http = new RawHttp(port);
        RawAnswer known = http.send("GET " + path + " HTTP/1.1", "Authorization: Bearer admin-grace");

        assertThat(http.send("GET " + path + " HTTP/1.1").status()).isEqualTo(401);
        assertThat(known.status()).isEqualTo(404);
        ErrorAnswers.assertComplete(known);
    }
}
