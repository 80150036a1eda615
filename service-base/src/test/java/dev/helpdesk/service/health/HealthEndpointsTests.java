package dev.helpdesk.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.HttpTest;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@HttpTest
@Import(HealthEndpointsTests.Dependencies.class)
class HealthEndpointsTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class Dependencies {

        @Bean
        FakeDependency store() {
            return new FakeDependency("store", true);
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    private RawHttp http = new RawHttp(0);
    private FakeDependency store = new FakeDependency("", true);

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
        store = context.getBean(FakeDependency.class);
    }

    @AfterEach
    void recover() {
        store.up();
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        await().until(() -> get("/health").status() == 200);
    }

    private RawAnswer get(String path) {
        return http.send("GET " + path + " HTTP/1.1", "Authorization: Bearer expired");
    }

    @Test
    void tellEverybodyHowTheServiceIs() {
        RawAnswer answer = get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .matches(
                        "\\{\"status\":\"ok\",\"service\":\"probe\",\"version\":\"development\",\"uptimeSeconds\":[0-9]+,"
                                + "\"dependencies\":\\{\"store\":\\{\"status\":\"ok\",\"latencyMs\":[0-9]+}}}");
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
        ErrorAnswers.assertHeaders(answer);
    }

    @Test
    void answerHead() {
        RawAnswer answer = http.send("HEAD /health HTTP/1.1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void tellThatTheServiceIsDownWithoutSayingWhere() {
        store.down();
        await().until(() -> get("/health").status() == 503);
        RawAnswer answer = get("/health");

        assertThat(answer.json().path("status").asString()).isEqualTo("down");
        assertThat(answer.json()
                        .path("dependencies")
                        .path("store")
                        .path("status")
                        .asString())
                .isEqualTo("down");
        assertThat(answer.body()).doesNotContain("secret", "refused", "5432");
        assertThat(get("/health/ready").status()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"down\"}");
        assertThat(get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void refuseTrafficWhileTheServiceDoesNotTakeAny() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);

        assertThat(get("/health/ready").status()).isEqualTo(503);
        assertThat(get("/health/live").status()).isEqualTo(200);
    }
}
