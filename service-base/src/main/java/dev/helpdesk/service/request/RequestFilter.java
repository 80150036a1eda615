package dev.helpdesk.service.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its id, in the log lines written for it too, and remembers how it can be traced. */
final class RequestFilter extends OncePerRequestFilter {

    private final TrustedProxies proxies;

    RequestFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ClientAddress.trust(request, proxies);
        MDC.put(Propagation.REQUEST_ID, RequestId.of(request));
        Propagation.traceparent(request).ifPresent(trace -> MDC.put(Propagation.TRACEPARENT, trace));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(Propagation.REQUEST_ID);
            MDC.remove(Propagation.TRACEPARENT);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
