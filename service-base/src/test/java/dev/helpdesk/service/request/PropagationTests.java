package dev.helpdesk.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PropagationTests {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final HttpHeaders passedOn = new HttpHeaders();

    /** Sends a request through the filter to a servlet that asks another service. */
    private void receive(String traceparent) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.addHeader("X-Request-Id", "abc-1");
        request.addHeader("traceparent", traceparent);
        HttpServlet asking = new HttpServlet() {
            @Override
            protected void service(HttpServletRequest ignored, HttpServletResponse answer) throws IOException {
                ask();
            }
        };
        new RequestFilter(new TrustedProxies(List.of()))
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain(asking));
    }

    private void ask() throws IOException {
        MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, URI.create("http://localhost/"));
        new Propagation().intercept(request, new byte[0], (sent, body) -> {
            passedOn.putAll(sent.getHeaders());
            return new MockClientHttpResponse(new byte[0], HttpStatus.OK);
        });
    }

    @Test
    void passesIdAndTraceOn() throws Exception {
        receive(TRACE);

        assertThat(passedOn.get("X-Request-Id")).containsExactly("abc-1");
        assertThat(passedOn.get("traceparent")).containsExactly(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                TRACE + "-x"
            })
    void passesNoMalformedTraceOn(String traceparent) throws Exception {
        receive(traceparent);

        assertThat(passedOn.get("X-Request-Id")).containsExactly("abc-1");
        assertThat(passedOn.containsHeader("traceparent")).isFalse();
    }

    @Test
    void forgetsTheRequestWhenItIsOver() throws Exception {
        receive(TRACE);
        passedOn.clear();
        ask();

        assertThat(passedOn.isEmpty()).isTrue();
    }
}
