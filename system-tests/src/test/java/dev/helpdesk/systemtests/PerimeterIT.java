package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, CORS, limits and what the container itself answers: the same at both services. */
@ExtendWith(RunningSystem.class)
class PerimeterIT {

    private static final List<String> SERVICES = List.of("AUTH_URL", "USER_URL");
    private static final Map<String, String> JSON_ENDPOINT =
            Map.of("AUTH_URL", "/api/auth/login", "USER_URL", "/api/profile/me");
    private static final Map<String, String> HELMET = Map.ofEntries(
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Origin-Agent-Cluster", "?1"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-DNS-Prefetch-Control", "off"),
            Map.entry("X-Download-Options", "noopen"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
            Map.entry("X-XSS-Protection", "0"));

    private final Helpdesk helpdesk;

    PerimeterIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @Test
    void sendsTheHelmetHeadersOnEveryAnswer_H01() {
        for (String service : SERVICES) {
            String url = helpdesk.variable(service);
            String json = url + JSON_ENDPOINT.get(service);
            String method = service.equals("AUTH_URL") ? "POST" : "PUT";
            for (Answer answer : List.of(
                    Call.get(url + "/health").send().expect(200),
                    Call.get(url + "/nothing/here").send(),
                    Call.of("PATCH", json).send(),
                    Call.of(method, json).body("text/plain", "x").send(),
                    Call.get(url + "/api/profile/me;a=b").send().expect(400))) {
                HELMET.forEach((name, value) -> assertThat(answer.header(name))
                        .as(name + " of " + answer.text())
                        .hasValue(value));
                assertThat(answer.header("Content-Security-Policy"))
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"));
                assertThat(answer.header("X-Frame-Options")).isPresent();
                assertThat(answer.header("Server")).isEmpty();
                assertThat(answer.header("X-Powered-By")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /{ HTTP/1.1\r\nHost: x\r\n\r\n",
                "G<>T / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer a\r\n\r\n",
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
            })
    void answersMalformedHttpInItsOwnVoice_I25_T09(String request) {
        for (String service : SERVICES) {
            String answer = RawHttp.send(helpdesk.variable(service), request);

            assertThat(RawHttp.status(answer)).as(answer).isEqualTo(400);
            assertThat(RawHttp.header(answer, "Content-Type")).as(answer).startsWith("application/problem+json");
            assertThat(RawHttp.header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer).doesNotContain("<html", "Tomcat", "Exception").contains("\"success\":false");
        }
    }

    @Test
    void refusesHeadersThatAreTooLarge_J22() {
        for (String service : SERVICES) {
            for (int size : new int[] {20_000, 70_000}) {
                String request = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + "a".repeat(size) + "\r\n\r\n";
                String answer = RawHttp.send(helpdesk.variable(service), request);

                assertThat(RawHttp.status(answer)).as(answer).isIn(400, 431);
                assertThat(RawHttp.header(answer, "Content-Type")).as(answer).startsWith("application/problem+json");
            }
        }
    }

    @Test
    void refusesTwoAuthorizationHeaders_T06() {
        String token = helpdesk.register(Person.unique()).accessToken();
        for (String second : List.of("Bearer " + token, "Bearer x", "Basic eDp5")) {
            String answer = RawHttp.send(
                    helpdesk.variable("AUTH_URL"),
                    "GET /api/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                            + "\r\nAuthorization: " + second + "\r\n\r\n");

            assertThat(RawHttp.status(answer)).as(answer).isEqualTo(400);
        }
    }

    @Test
    void letsTheKnownOriginsInAndNobodyElse_H02_H03() {
        for (String service : SERVICES) {
            Answer known = from(service, "http://localhost:3000");
            assertThat(known.header("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
            assertThat(known.headers().allValues("Vary").toString()).contains("Origin");
            for (String origin : List.of(
                    "null",
                    "http://localhost:3000.evil.io",
                    "http://evillocalhost:3000",
                    "https://localhost:3000",
                    "http://localhost:30000",
                    "file://")) {
                assertThat(from(service, origin).header("Access-Control-Allow-Origin"))
                        .as(origin)
                        .isEmpty();
            }
        }
    }

    @Test
    void answersPreflightsOfKnownOrigins_H04() {
        for (String service : SERVICES) {
            Call preflight = Call.of("OPTIONS", helpdesk.variable(service) + JSON_ENDPOINT.get(service))
                    .header("Origin", "http://localhost:3000")
                    .header("Access-Control-Request-Headers", "authorization,content-type");

            Answer allowed = preflight
                    .header("Access-Control-Request-Method", "POST")
                    .send()
                    .expect(204);
            assertThat(allowed.header("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
            Answer other =
                    preflight.header("Access-Control-Request-Method", "TRACE").send();
            assertThat(other.header("Access-Control-Allow-Methods"))
                    .hasValueSatisfying(methods -> assertThat(methods).doesNotContain("TRACE", "*"));
        }
    }

    @Test
    void keepsOrReplacesTheRequestId_I07() {
        for (String service : SERVICES) {
            String url = helpdesk.variable(service) + "/health/live";
            assertThat(Call.get(url).header("X-Request-Id", "a.b_C-9").send().header("X-Request-Id"))
                    .hasValue("a.b_C-9");
            for (String bad : List.of("", "x".repeat(65), "a b", "<x>", "é")) {
                Optional<String> id =
                        Call.get(url).header("X-Request-Id", bad).send().header("X-Request-Id");
                assertThat(id)
                        .hasValueSatisfying(value -> assertThat(value)
                                .matches("[A-Za-z0-9._-]{1,64}")
                                .isNotEqualTo(bad));
            }
        }
    }

    @Test
    void refusesBodiesThatAreTooLarge_I23() {
        String token = helpdesk.register(Person.unique()).accessToken();
        byte[] mebibyte = ("{\"bio\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

        helpdesk.auth("POST", "/api/auth/login")
                .body("application/json", mebibyte)
                .send()
                .expectError(413, "body_too_large");
        helpdesk.user(TokenMode.FACADE, "PUT", "/api/profile/me")
                .bearer(token)
                .body("application/json", mebibyte)
                .send()
                .expectError(413, "body_too_large");
        String chunked = RawHttp.send(
                helpdesk.variable("AUTH_URL"),
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + ("4000\r\n" + " ".repeat(0x4000) + "\r\n").repeat(5)
                        + "0\r\n\r\n");
        assertThat(RawHttp.status(chunked)).as(chunked).isEqualTo(413);
    }

    private Answer from(String service, String origin) {
        return Call.get(helpdesk.variable(service) + "/health/live")
                .header("Origin", origin)
                .send();
    }
}
