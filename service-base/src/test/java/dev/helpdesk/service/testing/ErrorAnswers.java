package dev.helpdesk.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What every error answer has in common. */
public final class ErrorAnswers {

    private ErrorAnswers() {}

    /** The shape, the headers, and nothing of the inside. */
    public static void assertComplete(RawAnswer answer) {
        JsonNode body = answer.json();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Content-Language")).isIn("en", "fr");
        assertThat(answer.headers("Vary")).contains("Accept-Language");
        assertThat(body.path("type").asString()).isEqualTo("urn:helpdesk:error:" + answer.code());
        assertThat(body.path("title").asString()).isNotBlank();
        assertThat(body.path("status").asInt()).isEqualTo(answer.status());
        assertThat(body.path("success").asBoolean(true)).isFalse();
        assertThat(body.path("error").asString())
                .isNotBlank()
                .isEqualTo(body.path("detail").asString());
        assertThat(body.path("requestId").asString()).isNotBlank().isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body())
                .doesNotContainIgnoringCase("tomcat", "exception", "<html", "springframework", "at java.");
        assertHeaders(answer);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    /** Helmet's header set, and no word about the server. */
    public static void assertHeaders(RawAnswer answer) {
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Origin-Agent-Cluster")).isEqualTo("?1");
        assertThat(answer.header("X-DNS-Prefetch-Control")).isEqualTo("off");
        assertThat(answer.header("X-Download-Options")).isEqualTo("noopen");
        assertThat(answer.header("X-Permitted-Cross-Domain-Policies")).isEqualTo("none");
        assertThat(answer.header("X-XSS-Protection")).isEqualTo("0");
        assertThat(answer.headers("Server")).isEmpty();
        assertThat(answer.headers("X-Powered-By")).isEmpty();
        assertThat(answer.headers("Set-Cookie")).isEmpty();
    }
}
