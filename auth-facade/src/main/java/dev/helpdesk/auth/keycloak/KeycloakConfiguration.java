package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.guard.GuardedServer;
import dev.helpdesk.service.request.Propagation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class KeycloakConfiguration {

    /** How long the facade waits for a token of its own, and so for the answer to a ping. */
    private static final Duration OWN_LOGIN = Duration.ofSeconds(1);

    @Bean
    TokenEndpoint tokenEndpoint(KeycloakProperties keycloak, JsonMapper json) {
        return endpoint(keycloak, keycloak.timeout().read(), json);
    }

    @Bean
    FacadeToken facadeToken(KeycloakProperties keycloak, JsonMapper json) {
        return new FacadeToken(endpoint(keycloak, OWN_LOGIN, json), Clock.systemUTC());
    }

    private static TokenEndpoint endpoint(KeycloakProperties keycloak, Duration patience, JsonMapper json) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(keycloak.timeout().connect())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(patience);
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
    GuardedServer keycloakServer(FacadeToken token, ObjectProvider<MeterRegistry> meters) {
        return new GuardedServer(
                "keycloak",
                new GuardedServer.Ping(token::renew, OWN_LOGIN),
                KeycloakFaults::of,
                meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    KeycloakGuards keycloakGuards(
            @Qualifier("keycloakServer") GuardedServer keycloakServer, KeycloakProperties keycloak) {
        return KeycloakGuards.of(keycloakServer, keycloak);
    }

    @Bean
    KeycloakStatus keycloakStatus(@Qualifier("keycloakServer") GuardedServer keycloakServer) {
        return keycloakServer::check;
    }

    @Bean
    AdminClient adminClient(KeycloakProperties keycloak, FacadeToken token) {
        KeycloakProperties.Limit limit = keycloak.limit();
        int connections =
                keycloak.connections() + limit.loginsAtOnce() + limit.sessions() + KeycloakGuards.HISTORY_AT_ONCE;
        return new AdminClient(keycloak, token, connections);
    }

    @Bean
    AdminApi adminApi(AdminClient client, KeycloakGuards guards) {
        return new AdminApi(client.realm(), guards.lookUps());
    }

    @Bean
    AdminKeycloakUsers keycloakUsers(AdminApi admin, KeycloakGuards guards, JsonMapper json) {
        return new AdminKeycloakUsers(admin, admin.within(guards.logins()), new Refusals(json));
    }

    @Bean
    KeycloakTokens keycloakTokens(TokenEndpoint endpoint, KeycloakGuards guards, AdminKeycloakUsers users) {
        return new RestKeycloakTokens(endpoint, guards, users);
    }

    @Bean
    KeycloakSessions keycloakSessions(AdminApi admin, KeycloakGuards guards) {
        return new AdminKeycloakSessions(admin.within(guards.sessions()));
    }

    @Bean
    KeycloakFigures keycloakFigures(AdminApi admin) {
        return new AdminKeycloakFigures(admin);
    }

    @Bean
    KeycloakHistory keycloakHistory(
            AdminApi admin, KeycloakGuards guards, KeycloakProperties keycloak, JsonMapper json) {
        return new AdminKeycloakHistory(admin.within(guards.history()), new StoredEvents(keycloak.realm(), json));
    }
}
