package dev.helpdesk.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(
        classes = DefaultSecurityTests.ServiceWithoutRules.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DefaultSecurityTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ServiceWithoutRules {}

    @LocalServerPort
    private int port;

    private RawAnswer get(String path, String... headers) {
        return new RawHttp(port).send("GET " + path + " HTTP/1.1", headers);
    }

    @Test
    void closesEverythingButHealth() {
        assertThat(get("/anything").status()).isEqualTo(401);
        assertThat(get("/health").status()).isEqualTo(200);
        assertThat(get("/health/else").status()).isEqualTo(401);
    }

    @Test
    void decidesNothingWithoutAVerifier() {
        RawAnswer answer = get("/anything", "Authorization: Bearer user-ada");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("identity_unavailable");
    }
}
