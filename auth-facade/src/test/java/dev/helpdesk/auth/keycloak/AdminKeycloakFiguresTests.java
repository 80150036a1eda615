package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.keycloak.KeycloakFigures.LoginCount;
import dev.helpdesk.auth.keycloak.KeycloakFigures.UserCount;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminKeycloakFiguresTests {

    private static final StubbedKeycloak KEYCLOAK = new StubbedKeycloak();
    private static final String ADMIN = StubbedKeycloak.ADMIN;

    @BeforeEach
    void reset() {
        KEYCLOAK.reset();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    @Test
    void countsUsersWithoutReadingThem() {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "users/count")).atPriority(9).willReturn(okJson("63")));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "users/count"))
                .withQueryParam("enabled", equalTo("false"))
                .willReturn(okJson("1")));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "users/count"))
                .withQueryParam("emailVerified", equalTo("true"))
                .willReturn(okJson("12")));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "roles/agent/users")).willReturn(okJson(rows(4))));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "roles/admin/users")).willReturn(okJson(rows(1))));

        assertThat(KEYCLOAK.figures().users())
                .isEqualTo(new UserCount(63, 62, 1, 12, Map.of("user", 63L, "agent", 4L, "admin", 1L)));
    }

    @Test
    void addsUpTheSessionsOfAllClients() {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "client-session-stats"))
                .willReturn(okJson(
                        "[{\"clientId\":\"auth-facade\",\"active\":\"12\"},{\"clientId\":\"x\",\"active\":\"3\"}]")));

        assertThat(KEYCLOAK.figures().activeSessions()).isEqualTo(15);
    }

    @Test
    void countsStoredEventsPageByPage() {
        stubEvents("LOGIN", "0", 1000);
        stubEvents("LOGIN", "1000", 7);
        stubEvents("LOGIN_ERROR", "0", 2);

        assertThat(KEYCLOAK.figures().loginsSince(Instant.ofEpochMilli(42))).isEqualTo(new LoginCount(1007, 2));
    }

    @Test
    void countsUsersWhoCameByThePageAndByTheApi() {
        stubEvents("REGISTER", "0", 2);
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "admin-events"))
                .withQueryParam("operationTypes", equalTo("CREATE"))
                .withQueryParam("resourceTypes", equalTo("USER"))
                .withQueryParam("dateFrom", equalTo("42"))
                .willReturn(okJson(rows(3))));

        assertThat(KEYCLOAK.figures().registrationsSince(Instant.ofEpochMilli(42)))
                .isEqualTo(5);
    }

    private static void stubEvents(String type, String first, int rows) {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "events"))
                .withQueryParam("type", equalTo(type))
                .withQueryParam("dateFrom", equalTo("42"))
                .withQueryParam("first", equalTo(first))
                .willReturn(okJson(rows(rows))));
    }

    private static String rows(int count) {
        return "[" + String.join(",", Collections.nCopies(count, "{}")) + "]";
    }
}
