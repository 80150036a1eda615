package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON bodies no client should send, at each endpoint that takes one. */
@ExtendWith(RunningSystem.class)
class MalformedInputIT {

    private final Helpdesk helpdesk;
    private final String token;

    MalformedInputIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.token = helpdesk.register(Person.unique()).accessToken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "nul",
                "{\"a\"}",
                "{\"a\":}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"email\":\"a\",\"email\":\"b\"}",
                "{} {}",
                "{}x",
                "\ufeff\ufeff{}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}"
            })
    void refusesWhatIsNoJson_I20_I21(String body) {
        for (Call call : endpoints()) {
            Answer answer = call.body("application/json", body).send();
            answer.expectError(400, answer.at("/code"));
            assertThat(answer.at("/code")).as(body).isIn("malformed_json", "unknown_field", "validation_failed");
        }
    }

    @Test
    void refusesDeepNestingQuickly_I21() {
        for (String open : List.of("[", "{\"a\":")) {
            for (Call call : endpoints()) {
                Answer answer =
                        call.body("application/json", open.repeat(10_000)).send();
                assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "1", "true"})
    void wantsAnObject_I21(String body) {
        for (Call call : endpoints()) {
            assertThat(call.body("application/json", body).send().status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "\\ud800\\ud800", "a\\u0007"})
    void refusesTextNoStoreTakes_I19(String text) {
        for (String field : List.of("displayName", "bio", "department")) {
            profile()
                    .body("application/json", "{\"" + field + "\":\"" + text + "\"}")
                    .send()
                    .expectFieldError(field, "invalid_characters");
        }
        for (String field : List.of("email", "password", "firstName", "lastName")) {
            String body = ("{\"email\":\"a@example.org\",\"password\":\"Blue-and-long-enough\",\"firstName\":\"A\","
                            + "\"lastName\":\"B\"}")
                    .replaceFirst("(\"" + field + "\":)\"[^\"]*\"", "$1\"" + text.replace("\\", "\\\\") + "\"");
            Answer answer = helpdesk.auth("POST", "/api/auth/register")
                    .body("application/json", body)
                    .send();
            assertThat(answer.expectError(400, "validation_failed").at("/errors/0/field"))
                    .isEqualTo(field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/yaml",
                "application/yml",
                "application/json; charset=utf-16",
                "*/*",
                "application/*"
            })
    void takesJsonOnly_I22(String contentType) {
        for (Call call : endpoints()) {
            Answer answer = call.body(contentType, "{}").send();
            answer.expectError(answer.status(), answer.at("/code"));
            assertThat(answer.status()).as(contentType).isIn(400, 415);
        }
    }

    @Test
    void takesUtf8Only_I21() {
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
            for (Call call : endpoints()) {
                byte[] body = "{\"refreshToken\":\"x\"}".getBytes(charset);
                assertThat(call.body("application/json", body).send().status())
                        .as(charset.name())
                        .isEqualTo(400);
            }
        }
        byte[] latin = "{\"displayName\":\"Zo\u00eb\"}".getBytes(StandardCharsets.ISO_8859_1);
        profile().body("application/json", latin).send().expectError(400, "malformed_json");
    }

    @Test
    void givesNoXml() {
        for (String path : List.of("/api/auth/me", "/health")) {
            Answer answer = helpdesk.auth("GET", path)
                    .bearer(token)
                    .header("Accept", "application/xml, application/yaml;q=0.9")
                    .send();
            assertThat(answer.status()).as(answer.text()).isIn(200, 406);
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).contains("json"));
        }
    }

    private List<Call> endpoints() {
        return List.of(
                helpdesk.auth("POST", "/api/auth/register"),
                helpdesk.auth("POST", "/api/auth/login"),
                helpdesk.auth("POST", "/api/auth/refresh"),
                profile());
    }

    private Call profile() {
        return helpdesk.user(TokenMode.LOCAL, "PUT", "/api/profile/me").bearer(token);
    }
}
