package dev.helpdesk.service.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Passes the id and the trace of the request at hand on to the services asked on its behalf. Add it to a {@code RestClient}. */
public final class Propagation implements ClientHttpRequestInterceptor {

    static final String REQUEST_ID = "requestId";
    static final String TRACEPARENT = "traceparent";

    /** W3C Trace Context, section 3.2; all zeroes name nothing. */
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        pass(request, RequestId.HEADER, MDC.get(REQUEST_ID));
        pass(request, TRACEPARENT, MDC.get(TRACEPARENT));
        return execution.execute(request, body);
    }

    private static void pass(HttpRequest request, String header, @Nullable String value) {
        if (value != null && !request.getHeaders().containsHeader(header)) {
            request.getHeaders().set(header, value);
        }
    }

    static Optional<String> traceparent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(TRACEPARENT))
                .filter(sent -> WELL_FORMED.matcher(sent).matches());
    }
}
