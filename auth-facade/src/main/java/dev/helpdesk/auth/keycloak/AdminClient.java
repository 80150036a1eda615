package dev.helpdesk.auth.keycloak;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.jboss.resteasy.client.jaxrs.ClientHttpEngine;
import org.jboss.resteasy.client.jaxrs.engines.ApacheHttpClientEngine;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.spi.ResteasyClientClassicProvider;

/**
 * Keycloak's admin client with what it lacks: limits of time and number, no repetition of its own, and a token that nobody waits for
 * in line.
 */
final class AdminClient implements AutoCloseable {

    private final Keycloak keycloak;
    private final RealmResource realm;

    AdminClient(KeycloakProperties properties, FacadeToken token, int connections) {
        Client http = ResteasyClientClassicProvider.createClientBuilder()
                .httpEngine(engine(http(properties, connections)))
                .build()
                .register(JacksonProvider.class, 100)
                .register(new Bearer(token), Priorities.USER + 100)
                .register((ClientRequestFilter) request -> CurrentClient.address()
                        .ifPresent(address -> request.getHeaders().putSingle(CurrentClient.HEADER, address)));
        this.keycloak = KeycloakBuilder.builder()
                .serverUrl(KeycloakProperties.withoutSlash(properties.url()))
                .realm(properties.realm())
                // Replaced in each request: without it the client would fetch tokens itself.
                .authorization("none")
                .resteasyClient(http)
                .build();
        this.realm = keycloak.realm(properties.realm());
    }

    /** The only engine of this admin client's RESTEasy; what comes after it is in a version that the admin client does not take. */
    @SuppressWarnings("removal")
    private static ClientHttpEngine engine(CloseableHttpClient http) {
        return ApacheHttpClientEngine.create(http, true);
    }

    private static CloseableHttpClient http(KeycloakProperties properties, int connections) {
        int connect = Math.toIntExact(properties.timeout().connect().toMillis());
        return HttpClientBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setConnectionTimeToLive(30, TimeUnit.SECONDS)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(connect)
                        .setConnectionRequestTimeout(connect)
                        .setSocketTimeout(
                                Math.toIntExact(properties.timeout().read().toMillis()))
                        .build())
                .build();
    }

    RealmResource realm() {
        return realm;
    }

    @Override
    public void close() {
        keycloak.close();
    }

    /** Shows the facade's token, and drops it when Keycloak refuses it. */
    private record Bearer(FacadeToken token) implements ClientRequestFilter, ClientResponseFilter {

        private static final String HEADER = "Authorization";
        private static final String SCHEME = "Bearer ";

        @Override
        public void filter(ClientRequestContext request) throws IOException {
            try {
                request.getHeaders().putSingle(HEADER, SCHEME + token.value());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("no token in time");
            }
        }

        @Override
        public void filter(ClientRequestContext request, ClientResponseContext response) {
            String shown = request.getHeaderString(HEADER);
            if (response.getStatus() == 401 && shown != null) {
                token.forget(shown.substring(SCHEME.length()));
            }
        }
    }
}
