package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.request.Propagation;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.spi.ResteasyClientClassicProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class KeycloakConfiguration {

    @Bean
    TokenEndpoint tokenEndpoint(KeycloakProperties keycloak, JsonMapper json) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(keycloak.timeout().connect())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(keycloak.timeout().read());
        RestClient client = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(keycloak.realmUrl())
                .requestInterceptor(new Propagation())
                .defaultHeaders(headers -> headers.setBasicAuth(
                        keycloak.client().id(), keycloak.client().secret()))
                .build();
        return new TokenEndpoint(client, json);
    }

    @Bean
    AdminApi adminApi(KeycloakProperties keycloak) {
        return new AdminApi(
                KeycloakBuilder.builder()
                        .serverUrl(KeycloakProperties.withoutSlash(keycloak.url()))
                        .realm(keycloak.realm())
                        .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                        .clientId(keycloak.client().id())
                        .clientSecret(keycloak.client().secret())
                        .resteasyClient(adminHttp(keycloak))
                        .build(),
                keycloak.realm());
    }

    /** The admin client's own default waits for ever. */
    private static Client adminHttp(KeycloakProperties keycloak) {
        long connect = keycloak.timeout().connect().toMillis();
        return ResteasyClientClassicProvider.createClientBuilder()
                .connectTimeout(connect, TimeUnit.MILLISECONDS)
                .connectionCheckoutTimeout(connect, TimeUnit.MILLISECONDS)
                .readTimeout(keycloak.timeout().read().toMillis(), TimeUnit.MILLISECONDS)
                .connectionPoolSize(keycloak.connections())
                .maxPooledPerRoute(keycloak.connections())
                .build()
                .register(JacksonProvider.class, 100)
                .register((ClientRequestFilter) request -> CurrentClient.address()
                        .ifPresent(address -> request.getHeaders().putSingle(CurrentClient.HEADER, address)));
    }

    @Bean
    AdminKeycloakUsers keycloakUsers(AdminApi admin, JsonMapper json) {
        return new AdminKeycloakUsers(admin, new Refusals(json));
    }

    @Bean
    KeycloakTokens keycloakTokens(TokenEndpoint endpoint, AdminKeycloakUsers users) {
        return new RestKeycloakTokens(endpoint, users);
    }

    @Bean
    KeycloakSessions keycloakSessions(AdminApi admin) {
        return new AdminKeycloakSessions(admin);
    }

    @Bean
    KeycloakFigures keycloakFigures(AdminApi admin) {
        return new AdminKeycloakFigures(admin);
    }
}
