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
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as it is configured for production, in front of a Keycloak whose answers are written down. */
final class StubbedKeycloak implements AutoCloseable {

    static final String OPENID = "/realms/helpdesk/protocol/openid-connect/";
    static final String ADMIN = "/admin/realms/helpdesk/";
    static final String FAULTY_BODY = "<html><body>proxy error at upstream-7</body></html>";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final AdminApi admin;
    private final AdminKeycloakUsers users;
    private final KeycloakTokens tokens;

    StubbedKeycloak() {
        this(Duration.ofSeconds(10));
    }

    StubbedKeycloak(Duration patience) {
        server.start();
        KeycloakProperties properties = new KeycloakProperties(
                URI.create(server.baseUrl()),
                new KeycloakProperties.PublicAddress(null),
                "helpdesk",
                new KeycloakProperties.Client("auth-facade", "s3cret"),
                new KeycloakProperties.Timeout(patience, patience),
                4);
        KeycloakConfiguration configuration = new KeycloakConfiguration();
        JsonMapper json = JsonMapper.shared();
        admin = configuration.adminApi(properties);
        users = configuration.keycloakUsers(admin, json);
        tokens = configuration.keycloakTokens(configuration.tokenEndpoint(properties, json), users);
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
        return tokens;
    }

    AdminKeycloakUsers users() {
        return users;
    }

    KeycloakSessions sessions() {
        return new AdminKeycloakSessions(admin);
    }

    KeycloakFigures figures() {
        return new AdminKeycloakFigures(admin);
    }

    void reset() {
        server.resetAll();
        grantsTheFacade();
    }

    @Override
    public void close() {
        admin.close();
        server.stop();
    }
}
