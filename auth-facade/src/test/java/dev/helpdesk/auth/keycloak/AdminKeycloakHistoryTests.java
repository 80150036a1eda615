package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.event.IdentityEventMapping;
import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of Keycloak 26.7.5, as recorded. */
class AdminKeycloakHistoryTests {

    private static final StubbedKeycloak KEYCLOAK = new StubbedKeycloak();
    private static final String ADMIN = StubbedKeycloak.ADMIN;
    private static final Instant FROM = Instant.ofEpochMilli(1795469770000L);
    private static final Instant RESET = Instant.ofEpochMilli(1795469774371L);

    @BeforeEach
    void reset() {
        KEYCLOAK.reset();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    @Test
    void describesStoredEventsAsTheListenerDoes() {
        stub("events", FROM, """
                [{"id":"16493b81","time":1795469774955,"type":"LOGOUT","realmId":"6a4c0ab3","clientId":"auth-facade",
                  "userId":"1a203604","sessionId":"UpqDyAJl","ipAddress":"127.0.0.1","details":{"client_auth_method":"client-secret"}}]
                """);
        stub("admin-events", FROM, """
                [{"id":"7a770dfb","time":1795469774450,"realmId":"6a4c0ab3","authDetails":{"realmId":"6a4c0ab3","clientId":"cc22febe",
                  "userId":"40e6eb5d","ipAddress":"127.0.0.1"},"operationType":"UPDATE","resourceType":"USER",
                  "resourcePath":"users/1a203604","representation":"{\\"attributes\\":{\\"enabled\\":[\\"x\\"]},\\"enabled\\":false,\\"email\\":null}"},
                 {"id":"e63d63bf","time":1795469774371,"realmId":"6a4c0ab3","operationType":"ACTION","resourceType":"USER",
                  "resourcePath":"users/1a203604/reset-password"}]
                """);

        assertThat(readAll())
                .containsExactly(
                        new KeycloakEvent(
                                "16493b81",
                                "helpdesk",
                                Instant.ofEpochMilli(1795469774955L),
                                KeycloakEvent.Kind.USER,
                                "LOGOUT",
                                null,
                                "",
                                "1a203604",
                                "UpqDyAJl",
                                "auth-facade",
                                Map.of("client_auth_method", "client-secret"),
                                Map.of()),
                        adminEvent("7a770dfb", 1795469774450L, "UPDATE", "users/1a203604", Map.of("enabled", "false")),
                        adminEvent("e63d63bf", 1795469774371L, "ACTION", "users/1a203604/reset-password", Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"credentials\":[{\"type\":\"password\"}],\"enabled\":true} | credentials=present,enabled=true",
                "{\"credentials\":[],\"clientId\":\"portal\",\"notBefore\":17} | clientId=portal,notBefore=17",
                "{\"name\":\"r\",\"credentials\":{\"a\":[{}]}} | credentials=present,name=r",
                "{\"offline\":false | offline=false",
                "[{\"name\":\"agent\"}] | ``",
                "junk | ``"
            })
    void readsOfARepresentationWhatMatters(String representation, String facts) {
        stub("events", FROM, "[]");
        String quoted = representation.strip().replace("\"", "\\\"");
        stub("admin-events", FROM, """
                [{"id":"a","time":1795469774450,"operationType":"UPDATE","resourceType":"USER","representation":"%s"}]
                """.formatted(quoted));

        assertThat(readAll().getFirst().facts().entrySet().stream()
                        .map(Map.Entry::toString)
                        .sorted()
                        .collect(Collectors.joining(",")))
                .isEqualTo(facts);
    }

    @Test
    void asksForWhatMattersOldestFirst() {
        stub("events", FROM, "[]");
        stub("admin-events", FROM, "[]");

        readAll();

        KEYCLOAK.server()
                .verify(
                        2,
                        getRequestedFor(urlPathMatching(ADMIN + ".*events"))
                                .withQueryParam("direction", equalTo("asc"))
                                .withQueryParam("first", equalTo("0"))
                                .withQueryParam("max", equalTo("500")));
        assertThat(asked("type")).containsExactlyInAnyOrderElementsOf(IdentityEventMapping.USER_EVENT_TYPES);
        assertThat(asked("resourceTypes"))
                .containsExactlyInAnyOrderElementsOf(IdentityEventMapping.ADMIN_RESOURCE_TYPES);
    }

    @Test
    void goesOnAtTheTimeOfTheLastOfAFullPage() {
        stub("events", FROM, logouts(0, 500, 1));
        stub("events", FROM.plusMillis(499), logouts(499, 3, 1));
        stub("admin-events", FROM, "[]");

        assertThat(readAll()).hasSize(503).extracting(KeycloakEvent::id).contains("e0", "e499", "e501");
    }

    @Test
    void readsAgainWithMoreRoomWhatHappenedInOneMillisecond() {
        stub("events", FROM, "500", logouts(0, 500, 0));
        stub("events", FROM, "1000", logouts(0, 700, 0));
        stub("admin-events", FROM, "[]");

        assertThat(readAll().stream().map(KeycloakEvent::id).distinct()).hasSize(700);
    }

    @Test
    void failsWhenKeycloakGivesNoAnswer() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(AdminKeycloakHistoryTests::readAll)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(CommonError.IDENTITY_UNAVAILABLE));
    }

    @Test
    void tellsSessionsOfTheSameSecondApartByTheirLogins() {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "users/ada/sessions")).willReturn(okJson("""
                [{"id":"before","userId":"ada","start":1795469773000,"clients":{}},
                 {"id":"just-before","userId":"ada","start":1795469774000,"clients":{}},
                 {"id":"just-after","userId":"ada","start":1795469774000,"clients":{}},
                 {"id":"untold","userId":"ada","start":1795469774000,"clients":{}},
                 {"id":"after","userId":"ada","start":1795469775000,"clients":{}}]
                """)));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "events"))
                .withQueryParam("type", equalTo("LOGIN"))
                .withQueryParam("user", equalTo("ada"))
                .withQueryParam("dateFrom", equalTo("1795469774000"))
                .withQueryParam("dateTo", equalTo("1795469774999"))
                .willReturn(okJson("""
                        [{"id":"l1","time":1795469774193,"type":"LOGIN","userId":"ada","sessionId":"just-before"},
                         {"id":"l2","time":1795469774400,"type":"LOGIN","userId":"ada","sessionId":"just-after"},
                         {"id":"l3","time":1795469774500,"type":"LOGIN","userId":"ada","sessionId":"just-before"}]
                        """)));

        assertThat(KEYCLOAK.history().sessionsBegunBefore("ada", RESET))
                .containsExactly("before", "just-before", "untold");
        assertThat(KEYCLOAK.history().sessionsBegunBefore("gone", RESET)).isEmpty();
    }

    @Test
    void knowsHowOldAPasswordIs() {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "users/ada/credentials")).willReturn(okJson("""
                [{"id":"0b87","type":"password","createdDate":1795469775098,"credentialData":"{}"},
                 {"id":"0b88","type":"otp","createdDate":1795469779999,"credentialData":"{}"}]
                """)));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "users/bob/credentials")).willReturn(okJson("[]")));

        assertThat(KEYCLOAK.history().passwordSetAt("ada")).contains(Instant.ofEpochMilli(1795469775098L));
        assertThat(KEYCLOAK.history().passwordSetAt("bob")).isEmpty();
        assertThat(KEYCLOAK.history().passwordSetAt("gone")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, 2592000, true, true, 0",
        "true, 0, true, true, 0",
        "false, 2592000, true, true, 1",
        "true, 3600, true, true, 1",
        "true, 2592000, false, true, 1",
        "true, 2592000, true, false, 1",
        "false, 3600, false, false, 3"
    })
    void findsWhatIsNotStored(boolean events, long expiration, boolean adminEvents, boolean details, int found) {
        String types = IdentityEventMapping.USER_EVENT_TYPES.stream()
                .map(type -> "\"" + type + "\"")
                .collect(Collectors.joining(","));
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "events/config"))
                .willReturn(okJson("""
                {"eventsEnabled":%s,"eventsExpiration":%d,"eventsListeners":[],"enabledEventTypes":[%s],
                 "adminEventsEnabled":%s,"adminEventsDetailsEnabled":%s}
                """.formatted(events, expiration, types, adminEvents, details))));

        assertThat(KEYCLOAK.history().shortcomings(Duration.ofDays(7))).hasSize(found);
    }

    @Test
    void findsTypesOfEventsThatAreNotStored() {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + "events/config")).willReturn(okJson("""
                {"eventsEnabled":true,"eventsExpiration":0,"eventsListeners":[],"enabledEventTypes":["LOGIN"],
                 "adminEventsEnabled":true,"adminEventsDetailsEnabled":true}
                """)));

        assertThat(KEYCLOAK.history().shortcomings(Duration.ofDays(7)))
                .singleElement()
                .asString()
                .contains("LOGOUT", "USER_SESSION_DELETED");
    }

    private static List<KeycloakEvent> readAll() {
        List<KeycloakEvent> all = new ArrayList<>();
        KEYCLOAK.history().read(FROM, all::addAll);
        return all;
    }

    private static List<String> asked(String parameter) {
        return KEYCLOAK.server().getAllServeEvents().stream()
                .map(served -> served.getRequest().queryParameter(parameter))
                .filter(asked -> asked.isPresent())
                .flatMap(asked -> asked.values().stream())
                .toList();
    }

    private static void stub(String list, Instant from, String answer) {
        stub(list, from, "500", answer);
    }

    private static void stub(String list, Instant from, String max, String answer) {
        KEYCLOAK.stub(get(urlPathEqualTo(ADMIN + list))
                .withQueryParam("dateFrom", equalTo(Long.toString(from.toEpochMilli())))
                .withQueryParam("max", equalTo(max))
                .withQueryParam("user", absent())
                .willReturn(okJson(answer)));
    }

    private static String logouts(int first, int count, int millisBetween) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "{\"id\":\"e" + i + "\",\"time\":"
                        + FROM.plusMillis((long) i * millisBetween).toEpochMilli() + ",\"type\":\"LOGOUT\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static KeycloakEvent adminEvent(String id, long at, String type, String path, Map<String, String> facts) {
        return new KeycloakEvent(
                id,
                "helpdesk",
                Instant.ofEpochMilli(at),
                KeycloakEvent.Kind.ADMIN,
                type,
                "USER",
                path,
                null,
                null,
                null,
                Map.of(),
                facts);
    }
}
