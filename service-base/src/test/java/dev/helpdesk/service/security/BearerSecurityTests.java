package dev.helpdesk.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.testing.HttpTest;
import dev.helpdesk.service.testing.RawAnswer;
import dev.helpdesk.service.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class BearerSecurityTests {

    @LocalServerPort
    private int port;

    private RawHttp http = new RawHttp(0);

    @BeforeEach
    void connect() {
        http = new RawHttp(port);
    }

    private RawAnswer get(String path, String... headers) {
        return http.send("GET " + path + " HTTP/1.1", headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void acceptsGoodTokenInAnyCaseOfTheScheme(String scheme) {
        RawAnswer answer = get("/me", "Authorization: " + scheme + " user-ada");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id").asString()).isEqualTo("ada");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({"expired,token_expired", "revoked,token_revoked", "forged,token_invalid"})
    void refusesTokenThatDoesNotHold(String token, String code) {
        RawAnswer answer = get("/me", "Authorization: Bearer " + token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    void answers503WhenATokenCannotBeDecided() {
        RawAnswer answer = get("/me", "Authorization: Bearer unknowable");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("identity_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).doesNotContain("nobody answers");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /me,          user,    200",
        "HEAD /me,         user,    200",
        "GET /admin/me,    user,    403",
        "POST /me,         user,    503",
        "DELETE /me,       user,    503",
        "GET /open/check,  user,    503",
        "GET /me,          admin,   503",
        "GET /admin/me,    admin,   503",
        "GET /me,          service, 503"
    })
    void readsGoOnWithWhatHeldLately(String request, String role, int status) {
        RawAnswer answer = http.send(request + " HTTP/1.1", "Authorization: Bearer lately-" + role);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        RawAnswer answer = get("/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic user-ada",
                "Token user-ada",
                "JWT user-ada",
                "DPoP user-ada",
                "BearerX user-ada",
                "Bearer: user-ada"
            })
    void seesNoTokenInOtherSchemes(String authorization) {
        RawAnswer answer = get("/me", "Authorization: " + authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  user-ada",
                "Bearer\tuser-ada",
                "Bearer user ada",
                "Bearer user\u00a0ada",
                "Bearer =x"
            })
    void refusesWhatCannotBeAToken(String authorization) {
        RawAnswer answer = get("/me", "Authorization: " + authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_invalid");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @CsvSource({"user-ada,forged", "forged,user-ada", "user-ada,user-bob", "user-ada,user-ada"})
    void picksNobodyFromTwoCredentials(String first, String second) {
        RawAnswer twoLines = get("/me", "Authorization: Bearer " + first, "Authorization: Bearer " + second);
        RawAnswer joined = get("/me", "Authorization: Bearer " + first + ", Bearer " + second);

        assertThat(twoLines.status()).isEqualTo(400);
        assertThat(twoLines.code()).isEqualTo("malformed_request");
        assertThat(joined.status()).isEqualTo(400);
        assertThat(joined.code()).isEqualTo("malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie: access_token=user-ada",
                "X-Access-Token: user-ada",
                "Proxy-Authorization: Bearer user-ada"
            })
    void ignoresTokensElsewhere(String header) {
        RawAnswer answer = get("/me?access_token=user-ada", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_missing");
    }

    @Test
    void keepsTheHeadersIdentityWhateverTheQuerySays() {
        RawAnswer answer = get("/me?access_token=user-bob", "Authorization: Bearer user-ada");

        assertThat(answer.json().path("id").asString()).isEqualTo("ada");
    }

    @Test
    void forbidsWhatTheRoleDoesNotAllow() {
        RawAnswer answer = get("/admin/me", "Authorization: Bearer user-ada");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(get("/admin/me", "Authorization: Bearer admin-grace").status())
                .isEqualTo(200);
    }

    @Test
    void doesNotLookAtTokensOnOpenPaths() {
        assertThat(get("/open/address", "Authorization: Bearer expired").status())
                .isEqualTo(200);
        assertThat(get("/open/address", "Authorization: Bearer unknowable").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"user-ada,200,", "expired,401,token_expired", "unknowable,503,identity_unavailable"})
    void letsOpenEndpointsCheckTheTokenThemselves(String token, int status, String code) {
        RawAnswer answer = get("/open/check", "Authorization: Bearer " + token);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code == null ? "" : code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//admin/me",
                "/./admin/me",
                "/me/../admin/me",
                "/admin;x=y/me",
                "/%61dmin/me",
                "/ADMIN/ME",
                "/admin/me/",
                "/admin/me.json",
                "/..;/admin/me",
                "/%2e%2e/admin/me",
                "/admin%2fme",
                "/me;.png",
                "/me/x.css"
            })
    void doesNotLetPathsSlipPastTheRules(String path) {
        assertThat(get(path, "Authorization: Bearer user-ada").status()).isIn(400, 403, 404);
    }
}
