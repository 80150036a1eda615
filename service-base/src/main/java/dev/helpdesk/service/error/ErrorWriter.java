package dev.helpdesk.service.error;

import dev.helpdesk.service.request.AnswerHeaders;
import dev.helpdesk.service.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes every error answer of a service, whoever found the error: a handler, a filter, the security chain or the server itself. */
public final class ErrorWriter {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final ErrorSentences sentences;
    private final JsonMapper json;

    ErrorWriter(ErrorSentences sentences, JsonMapper json) {
        this.sentences = sentences;
        this.json = json;
    }

    /** Answers the request with this failure, unless an answer is already on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, ApiException failure)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Locale language = Language.of(request);
        byte[] body = json.writeValueAsBytes(problem(failure, language, RequestId.of(request)));
        response.resetBuffer();
        response.setStatus(failure.error().status().value());
        writeHeaders(request, response, failure);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        // Tomcat would first take in what is left of the request, and a client may send that only after the answer.
        response.flushBuffer();
    }

    private Map<String, Object> problem(ApiException failure, Locale language, String requestId) {
        ErrorCode error = failure.error();
        String detail = sentences.detail(error, language);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:helpdesk:error:" + error.code());
        problem.put("title", sentences.title(error, language));
        problem.put("status", error.status().value());
        problem.put("detail", detail);
        problem.put("success", false);
        problem.put("error", detail);
        problem.put("code", error.code());
        problem.put("requestId", requestId);
        if (!failure.fields().isEmpty()) {
            problem.put("errors", fields(failure, language));
        }
        failure.members().forEach(problem::putIfAbsent);
        return problem;
    }

    private List<Map<String, String>> fields(ApiException failure, Locale language) {
        return failure.fields().stream()
                .map(field -> {
                    Map<String, String> entry = new LinkedHashMap<>();
                    entry.put("field", field.field());
                    entry.put("code", field.code());
                    entry.put("message", sentences.field(field.code(), language));
                    return entry;
                })
                .toList();
    }

    private static void writeHeaders(HttpServletRequest request, HttpServletResponse response, ApiException failure) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        AnswerHeaders.complete(request, response);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        String challenge = challenge(failure.error());
        if (challenge != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        HttpStatus status = failure.error().status();
        Duration wait = failure.retryAfter();
        if (wait != null || status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, wholeSeconds(wait == null ? SOON : wait));
        }
    }

    /** RFC 6750, section 3: a request without a token gets the bare scheme, a refused token says so. */
    private static @Nullable String challenge(ErrorCode error) {
        if (error == CommonError.TOKEN_INVALID
                || error == CommonError.TOKEN_EXPIRED
                || error == CommonError.TOKEN_REVOKED) {
            return "Bearer error=\"invalid_token\"";
        }
        return switch (error.status()) {
            case UNAUTHORIZED -> "Bearer";
            case FORBIDDEN -> "Bearer error=\"insufficient_scope\"";
            default -> null;
        };
    }

    private static String wholeSeconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
