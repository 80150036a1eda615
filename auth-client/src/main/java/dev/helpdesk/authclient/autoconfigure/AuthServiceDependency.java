package dev.helpdesk.authclient.autoconfigure;

import dev.helpdesk.service.health.Dependency;
import java.io.IOException;
import org.springframework.web.client.RestClient;

/** The auth service as a line of {@code GET /health}. */
record AuthServiceDependency(RestClient http, boolean essential) implements Dependency {

    @Override
    public String name() {
        return "auth-service";
    }

    @Override
    public void check() throws IOException {
        int status = http.get()
                .uri("/health/live")
                .exchangeForRequiredValue(
                        (request, response) -> response.getStatusCode().value());
        if (status != 200) {
            throw new IOException("the auth service answered " + status);
        }
    }
}
