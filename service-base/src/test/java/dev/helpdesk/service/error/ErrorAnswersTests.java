package dev.helpdesk.service.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.ErrorAnswers;
import dev.helpdesk.service.testing.HttpTest;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class ErrorAnswersTests {

    private static final String ITEM = "/open/items/" + new UUID(1, 2);

    @LocalServerPort
    private int port;

    private RawHttp http = new RawHttp(0);

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
    }

    private RawAnswer get(String path, String... headers) {
        RawAnswer answer = http.send("GET " + path + " HTTP/1.1", headers);
        ErrorAnswers.assertComplete(answer);
        return answer;
    }

    @Test
    void hasTheDocumentedBody() {
        RawAnswer answer = get("/me", "X-Request-Id: abc-1");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"urn:helpdesk:error:token_missing\",\"title\":\"Authentication needed\",\"status\":401,"
                                + "\"detail\":\"An access token is needed.\",\"success\":false,\"error\":\"An access token is needed.\","
                                + "\"code\":\"token_missing\",\"requestId\":\"abc-1\"}");
    }

    @Test
    void namesTheFieldsThatAreWrong() {
        RawAnswer answer = http.post("/open/form", "{\"name\":\" \",\"tags\":[]}", "Accept-Language: fr-CA");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation_failed");
        assertThat(answer.json().path("errors").toString())
                .isEqualTo("[{\"field\":\"name\",\"code\":\"required\",\"message\":\"Ce champ est obligatoire.\"}]");
        ErrorAnswers.assertComplete(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr|fr",
                "fr-CA,fr;q=0.9,en;q=0.8|fr",
                "en;q=0.5, fr;q=0.7|fr",
                "de, fr;q=0.1|fr",
                "fr;q=0, *;q=0.1|en",
                "en-GB|en",
                "de|en",
                "*|en",
                "((nonsense|en",
            })
    void speaksTheLanguageTheClientPrefers(String accepted, String spoken) {
        RawAnswer answer = get("/me", "Accept-Language: " + accepted);

        assertThat(answer.header("Content-Language")).isEqualTo(spoken);
        assertThat(answer.json().path("error").asString())
                .isEqualTo(spoken.equals("fr") ? "Un jeton d'accès est nécessaire." : "An access token is needed.");
    }

    @Test
    void tellsNothingOfAnInternalError() {
        RawAnswer answer = get("/open/failing");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal_error");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void answers404WhereThereIsNothing() {
        RawAnswer answer = get("/open/nothing?x=%3Cscript%3E");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
        assertThat(http.post("/open/nothing", "{}").status()).isEqualTo(404);
    }

    /** Spring takes an early end of a file for a client that hung up, and would send an empty 200. */
    @Test
    void answersWhateverTheCauseLooksLike() {
        RawAnswer answer = get("/open/truncated");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation_failed");
        ErrorAnswers.assertComplete(answer);
    }

    @Test
    void answersInEnglishWhenTheLanguageCannotBeRead() {
        RawAnswer answer = get("/open/truncated", "Accept-Language: \u00c3\u0080");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation_failed");
        assertThat(answer.header("Content-Language")).isEqualTo("en");
    }

    @Test
    void names405sMethods() {
        RawAnswer answer = http.send("DELETE /open/form HTTP/1.1");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method_not_allowed");
        assertThat(answer.header("Allow")).isEqualTo("POST");
        ErrorAnswers.assertComplete(answer);
    }

    @Test
    void answers406WhenItHasNoSuchFormat() {
        RawAnswer answer = get("/open/address", "Accept: application/xml");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("not_acceptable");
    }

    @ParameterizedTest
    @CsvSource({
        "/open/items/7?limit=1,invalid_id,",
        "?limit=many,validation_failed,wrong_type",
        ",validation_failed,required"
    })
    void refusesParametersThatAreMissingOrOfTheWrongType(String path, String code, String rule) {
        RawAnswer answer = get(path == null ? ITEM : path.startsWith("/") ? path : ITEM + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("errors").path(0).path("code").asString(""))
                .isEqualTo(rule == null ? "" : rule);
    }

    @Test
    void answersHeadWithTheHeadersAlone() {
        RawAnswer answer = http.send("HEAD /me HTTP/1.1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text/plain,415", "multipart/form-data,400", "multipart/form-data; boundary=b,400"})
    void refusesUploadsThatAreNone(String contentType, int status) {
        RawAnswer answer = http.send(
                "nothing".getBytes(StandardCharsets.UTF_8),
                "POST /open/files HTTP/1.1",
                "Content-Type: " + contentType,
                "Content-Length: 7");

        assertThat(answer.status()).isEqualTo(status);
        ErrorAnswers.assertComplete(answer);
    }

    @Test
    void refusesPathsTheFirewallRefuses() {
        RawAnswer answer = get("/open/;/address");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_request");
    }
}
