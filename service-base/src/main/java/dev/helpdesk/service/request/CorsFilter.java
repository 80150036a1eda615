package dev.helpdesk.service.request;

import dev.helpdesk.service.configuration.InvalidConfigurationException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets pages of exactly the configured origins call the service. To others the answer just does not say that they may read it. */
final class CorsFilter extends OncePerRequestFilter {

    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
    private static final String REQUEST_HEADERS =
            "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent, X-Request-Id";
    private static final String ANSWER_HEADERS =
            "Content-Language, ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";

    private final Set<String> origins;

    CorsFilter(List<String> origins) {
        this.origins = origins.stream().map(CorsFilter::exact).collect(Collectors.toUnmodifiableSet());
    }

    /** An origin is a scheme, a host and perhaps a port, with nothing behind them and no wildcard (RFC 6454, section 6.2). */
    private static String exact(String text) {
        String origin = text.trim();
        if (!origin.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
                || URI.create(origin).getHost() == null) {
            throw new InvalidConfigurationException(
                    "CORS_ORIGIN",
                    "must list exact origins such as https://app.example.org, without wildcards or paths");
        }
        return origin;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean allowed = origin != null && origins.contains(origin);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (allowed) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        }
        if (CorsUtils.isPreFlightRequest(request)) {
            preflight(response, allowed);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void preflight(HttpServletResponse response, boolean allowed) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        if (allowed) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
        }
    }
}
