package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /health} and its relatives, and what else a service shows to the world. */
@ExtendWith(RunningSystem.class)
class HealthIT {

    private final Helpdesk helpdesk;

    HealthIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_URL,auth-facade,redis keycloak event-log",
        "USER_URL,user-service,postgres redis auth-service",
        "USER_LOCAL_URL,user-service,postgres redis auth-service"
    })
    void namesEveryDependency(String url, String service, String dependencies) {
        Answer answer = Call.get(helpdesk.variable(url) + "/health").send().expect(200);

        JsonNode health = answer.json();
        assertThat(health.propertyNames())
                .containsExactlyInAnyOrder("status", "service", "version", "uptimeSeconds", "dependencies");
        assertThat(health.path("status").asString()).isEqualTo("ok");
        assertThat(health.path("service").asString()).isEqualTo(service);
        assertThat(health.path("version").asString()).isNotBlank();
        assertThat(health.path("uptimeSeconds").isIntegralNumber()).isTrue();
        assertThat(health.path("dependencies").propertyNames()).containsExactlyInAnyOrder(dependencies.split(" "));
        health.path("dependencies").forEach(dependency -> {
            assertThat(dependency.path("status").asString()).isEqualTo("ok");
            assertThat(dependency.path("latencyMs").isNumber()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH_URL", "USER_URL", "USER_LOCAL_URL"})
    void isAliveAndReady(String url) {
        Call.get(helpdesk.variable(url) + "/health/live").send().expect(200);
        Call.get(helpdesk.variable(url) + "/health/ready").send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/prometheus",
                "/h2-console",
                "/jolokia",
                "/swagger-ui.html",
                "/.git/config",
                "/error",
                "/api",
                "/api/nothing",
                "/",
                "/favicon.ico"
            })
    void showsNothingElse_H05_H06(String path) {
        for (String url : new String[] {"AUTH_URL", "USER_URL"}) {
            Answer answer = Call.get(helpdesk.variable(url) + path).send();
            assertThat(answer.status()).as(url + path).isIn(401, 404);
            answer.expectError(answer.status(), answer.status() == 401 ? "token_missing" : "not_found");
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.header("X-Powered-By")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"AUTH_URL,/api/auth/openapi.yaml", "USER_URL,/api/profile/openapi.yaml"})
    void servesItsContract(String url, String path) {
        Answer answer = Call.get(helpdesk.variable(url) + path).send().expect(200);

        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("yaml"));
        assertThat(answer.text()).startsWith("openapi: 3.1");
    }
}
