package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeycloakSessionsTests {

    private static final StubbedKeycloak KEYCLOAK = new StubbedKeycloak();
    private static final String SESSIONS = StubbedKeycloak.ADMIN + "users/u1/sessions";
    private static final String SESSION = StubbedKeycloak.ADMIN + "sessions/s1";

    @BeforeEach
    void reset() {
        KEYCLOAK.reset();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    @Test
    void listsTheSessionsOfAUser() {
        KEYCLOAK.stub(get(urlPathEqualTo(SESSIONS))
                .willReturn(json(200, "[{\"id\":\"s1\"},{\"id\":\"s2\",\"clients\":{}}]")));

        assertThat(KEYCLOAK.sessions().of("u1")).containsExactly("s1", "s2");
    }

    @Test
    void findsNoneOfAnUnknownUser() {
        KEYCLOAK.stub(get(urlPathEqualTo(SESSIONS)).willReturn(json(404, "{\"error\":\"User not found\"}")));

        assertThat(KEYCLOAK.sessions().of("u1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404})
    void endsASessionOnceOrAgain(int status) {
        KEYCLOAK.stub(delete(urlPathEqualTo(SESSION)).willReturn(json(status, "")));

        KEYCLOAK.sessions().end("s1");

        KEYCLOAK.server().verify(1, deleteRequestedFor(urlPathEqualTo(SESSION)));
    }

    @Test
    void getsANewTokenWhenKeycloakForgotTheOldOne() {
        KEYCLOAK.stub(get(urlPathEqualTo(StubbedKeycloak.ADMIN + "users/u1/sessions"))
                .inScenario("restart")
                .whenScenarioStateIs("Started")
                .willReturn(json(401, "{}"))
                .willSetStateTo("again"));
        KEYCLOAK.stub(get(urlPathEqualTo(StubbedKeycloak.ADMIN + "users/u1/sessions"))
                .inScenario("restart")
                .whenScenarioStateIs("again")
                .willReturn(json(200, "[{\"id\":\"s1\"}]")));

        assertThat(KEYCLOAK.sessions().of("u1")).containsExactly("s1");
        KEYCLOAK.server().verify(2, getRequestedFor(urlPathEqualTo(StubbedKeycloak.ADMIN + "users/u1/sessions")));
    }
}
