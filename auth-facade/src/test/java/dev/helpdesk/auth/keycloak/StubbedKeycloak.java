package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.helpdesk.service.guard.GuardedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as it is configured for production, in front of a Keycloak whose answers are written down. */
final class StubbedKeycloak implements AutoCloseable {

    static final String OPENID = "/realms/helpdesk/protocol/openid-connect/";
    static final String ADMIN = "/admin/realms/helpdesk/";
    static final String FAULTY_BODY = "<html><body>proxy error at upstream-7</body></html>";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final KeycloakProperties properties;
    private Doors doors;

    /** What stands before Keycloak, without a memory of faults. */
    private record Doors(
            GuardedServer server,
            AdminClient client,
            AdminApi admin,
            AdminKeycloakUsers users,
            KeycloakTokens tokens,
            KeycloakSessions sessions,
            MeterRegistry meters)
            implements AutoCloseable {

        static Doors open(KeycloakProperties properties) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            StaticListableBeanFactory beans = new StaticListableBeanFactory();
            beans.addBean("meters", meters);
            KeycloakConfiguration configuration = new KeycloakConfiguration();
            JsonMapper json = JsonMapper.shared();
            FacadeToken token = configuration.facadeToken(properties, json);
            GuardedServer server = configuration.keycloakServer(token, beans.getBeanProvider(MeterRegistry.class));
            KeycloakGuards guards = configuration.keycloakGuards(server, properties);
            AdminClient client = configuration.adminClient(properties, token);
            AdminApi admin = configuration.adminApi(client, guards);
            AdminKeycloakUsers users = configuration.keycloakUsers(admin, guards, json);
            return new Doors(
                    server,
                    client,
                    admin,
                    users,
                    configuration.keycloakTokens(configuration.tokenEndpoint(properties, json), guards, users),
                    configuration.keycloakSessions(admin, guards),
                    meters);
        }

        @Override
        public void close() {
            server.close();
            client.close();
        }
    }

    StubbedKeycloak() {
        this(Duration.ofSeconds(10));
    }

    StubbedKeycloak(Duration patience) {
        this(patience, new KeycloakProperties.Limit(4, 4, 4, Duration.ofMillis(200)));
    }

    StubbedKeycloak(Duration patience, KeycloakProperties.Limit limit) {
        server.start();
        properties = new KeycloakProperties(
                URI.create(server.baseUrl()),
                new KeycloakProperties.PublicAddress(null),
                "helpdesk",
                new KeycloakProperties.Client("auth-facade", "s3cret"),
                new KeycloakProperties.Timeout(Duration.ofSeconds(1), patience, Duration.ofMillis(800)),
                4,
                limit);
        doors = Doors.open(properties);
        grantsTheFacade();
    }

    /** Gives the facade its own token when it asks for one. */
    void grantsTheFacade() {
        server.stubFor(post(urlPathEqualTo(OPENID + "token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .willReturn(okJson("{\"access_token\":\"own\",\"expires_in\":300,\"token_type\":\"Bearer\"}")));
    }

    void stub(MappingBuilder mapping) {
        server.stubFor(mapping);
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    WireMockServer server() {
        return server;
    }

    KeycloakTokens tokens() {
        return doors.tokens();
    }

    AdminKeycloakUsers users() {
        return doors.users();
    }

    KeycloakSessions sessions() {
        return doors.sessions();
    }

    KeycloakHistory history() {
        return new AdminKeycloakHistory(doors.admin(), new StoredEvents("helpdesk", JsonMapper.shared()));
    }

    KeycloakFigures figures() {
        return new AdminKeycloakFigures(doors.admin());
    }

    GuardedServer guarded() {
        return doors.server();
    }

    MeterRegistry meters() {
        return doors.meters();
    }

    void reset() {
        doors.close();
        doors = Doors.open(properties);
        server.resetAll();
        grantsTheFacade();
    }

    @Override
    public void close() {
        doors.close();
        server.stop();
    }
}
