package dev.helpdesk.authclient.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeAuthServiceTests {

    private static final TestTokens TOKENS = TestTokens.of("https://id.example.com/realms/helpdesk", TestKey.create());

    private final FakeAuthService service = FakeAuthService.start();
    private final String token = TOKENS.user().forSubject(FakeUser.ada().id()).build();

    @AfterEach
    void close() {
        service.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Http.get(URI.create(service.url() + path), token);
    }

    private static Map<String, Object> body(HttpResponse<String> answer) throws ParseException {
        return JSONObjectUtils.parse(answer.body());
    }

    private void assertVerdict(int status, String code) throws Exception {
        HttpResponse<String> answer = get("/api/auth/verify");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(body(answer)).containsEntry("success", false).containsEntry("code", code);
    }

    @Test
    void saysOfAnAcceptedTokenWhatItSaysItself() throws Exception {
        service.accepts(token);

        HttpResponse<String> answer = get("/api/auth/verify");

        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> body = body(answer);
        assertThat(body).containsEntry("success", true).containsEntry("valid", true);
        assertThat(JSONObjectUtils.getJSONObject(body, "user"))
                .containsEntry("id", FakeUser.ada().id())
                .containsEntry("email", "ada@example.com")
                .containsEntry("roles", List.of("user"));
        assertThat(JSONObjectUtils.getJSONObject(body, "token"))
                .containsKeys("id", "sessionId", "clientId", "issuedAt", "expiresAt", "authTime");
        assertThat(service.verifications()).isEqualTo(1);
    }

    @Test
    void refusesWhatItDoesNotKnowAndWhatItWasToldTo() throws Exception {
        assertVerdict(401, "token_invalid");
        service.accepts(token);
        service.revokes(token);
        assertVerdict(401, "token_revoked");
        service.expires(token);
        assertVerdict(401, "token_expired");
        service.cannotTell(token);
        assertVerdict(503, "identity_unavailable");
        assertThat(Http.get(URI.create(service.url() + "/api/auth/verify"), null)
                        .body())
                .contains("token_missing");
    }

    @Test
    void findsUsers() throws Exception {
        service.knows(FakeUser.ada().as(FakeUser.ada().id(), "ada+desk@example.com"));

        assertThat(get("/api/auth/users/" + FakeUser.ada().id()).statusCode()).isEqualTo(200);
        assertThat(get("/api/auth/users/email/Ada%2Bdesk%40example.com").statusCode())
                .isEqualTo(200);
        assertThat(get("/api/auth/users/email/ada+desk@example.com").statusCode())
                .isEqualTo(200);
        assertThat(get("/api/auth/users/email/ada%20desk@example.com").statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsUsersInPages() throws Exception {
        service.lists(FakeUser.ada(), FakeUser.ada().as("00000000-0000-4000-8000-000000000001", "b@example.com"));

        Map<String, Object> first = body(get("/api/auth/users?limit=1"));
        Map<String, Object> second = body(get("/api/auth/users?limit=1&cursor=page-1"));

        assertThat(first).containsEntry("nextCursor", "page-1");
        assertThat(second).containsEntry("nextCursor", null);
    }

    @Test
    void getsIntoTroubleAndOutOfIt() throws Exception {
        service.accepts(token);
        service.down();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get("/api/auth/verify"));

        service.up();
        service.answersEverythingWith(502, "text/html", "<html>Bad gateway</html>");
        assertThat(get("/api/auth/verify").statusCode()).isEqualTo(502);

        service.up();
        assertThat(get("/api/auth/verify").statusCode()).isEqualTo(200);
    }
}
