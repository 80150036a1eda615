package dev.helpdesk.auth.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.helpdesk.auth.keycloak.StubbedKeycloak.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.error.FieldError;
import dev.helpdesk.token.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeycloakUsersTests {

    private static final StubbedKeycloak KEYCLOAK = new StubbedKeycloak();
    private static final String USERS = StubbedKeycloak.ADMIN + "users";
    private static final NewUser NEW =
            new NewUser("ada@example.com", "correct-horse-9", "Ada", "Lovelace", "fr", true, null);
    private static final NewUser STAMPED =
            new NewUser("ada@example.com", "correct-horse-9", "Ada", "Lovelace", "fr", true, "the stamp");

    @BeforeEach
    void reset() {
        KEYCLOAK.reset();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    @Test
    void createsAWholeUserInOneCall() {
        KEYCLOAK.stub(post(urlPathEqualTo(USERS))
                .willReturn(aResponse().withStatus(201).withHeader("Location", "http://elsewhere/admin/users/u1")));

        assertThat(KEYCLOAK.users().register(NEW)).isEqualTo(new Registration.Created("u1"));

        KEYCLOAK.server().verify(1, postRequestedFor(urlPathEqualTo(USERS)).withRequestBody(equalToJson("""
                {"username":"ada@example.com","email":"ada@example.com","emailVerified":false,"firstName":"Ada","lastName":"Lovelace",
                "attributes":{"locale":["fr"]},"requiredActions":["VERIFY_EMAIL"],"enabled":true,
                "credentials":[{"type":"password","value":"correct-horse-9","temporary":false}]}""")));
    }

    @Test
    void saysThatAnAddressIsTaken() {
        KEYCLOAK.stub(post(urlPathEqualTo(USERS))
                .willReturn(json(409, "{\"errorMessage\":\"User exists with same email\"}")));

        assertThat(KEYCLOAK.users().register(NEW)).isEqualTo(new Registration.EmailTaken());
    }

    @Test
    void stampsAUserWhoseRegistrationMayComeAgain() {
        KEYCLOAK.stub(post(urlPathEqualTo(USERS))
                .willReturn(aResponse().withStatus(201).withHeader("Location", "http://elsewhere/admin/users/u1")));

        KEYCLOAK.users().register(STAMPED);

        KEYCLOAK.server()
                .verify(postRequestedFor(urlPathEqualTo(USERS))
                        .withRequestBody(matchingJsonPath("$.attributes.registration[0]", equalTo("the stamp"))));
    }

    @ParameterizedTest
    @CsvSource({
        "the stamp,     2026-11-22T00:00:00Z, true",
        "another stamp, 2026-11-22T00:00:00Z, false",
        "'',            2026-11-22T00:00:00Z, false",
        "the stamp,     2026-11-24T00:00:00Z, false"
    })
    void recognizesAUserByTheStampForATime(String stamp, Instant since, boolean expected) {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS)).willReturn(okJson("""
                [{"id":"u1","username":"ada@example.com","email":"ada@example.com","createdTimestamp":%d,
                "attributes":{"registration":["%s"]}}]""".formatted(
                        Instant.parse("2026-11-23T00:00:00Z").toEpochMilli(), stamp))));
        stubRoles("u1");

        assertThat(KEYCLOAK.users().madeBy(STAMPED, since).map(User::id))
                .isEqualTo(expected ? Optional.of("u1") : Optional.empty());
    }

    @Test
    void recognizesNobodyWithoutAStamp() {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS)).willReturn(okJson("""
                [{"id":"u1","email":"ada@example.com","createdTimestamp":1795457459163}]""")));

        assertThat(KEYCLOAK.users().madeBy(NEW, Instant.EPOCH)).isEmpty();
        assertThat(KEYCLOAK.users().madeBy(STAMPED, Instant.EPOCH)).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("{\"error\":\"invalidPasswordBlacklistedMessage\"}", List.of("password weak_password")),
                Arguments.of("{\"error\":\"invalidPasswordMinLengthMessage\"}", List.of("password weak_password")),
                Arguments.of(
                        "{\"field\":\"email\",\"errorMessage\":\"error-invalid-email\",\"params\":[]}",
                        List.of("email invalid_email")),
                Arguments.of(
                        "{\"field\":\"firstName\",\"errorMessage\":\"error-invalid-length-too-long\"}",
                        List.of("firstName too_long")),
                Arguments.of("""
                        {"errors":[{"field":"email","errorMessage":"error-non-ascii-local-part-email"},
                        {"field":"username","errorMessage":"error-username-invalid-character"},
                        {"field":"lastName","errorMessage":"error-person-name-invalid-character"}]}""", List.of("email invalid_email", "lastName invalid_characters")),
                Arguments.of(
                        "{\"field\":\"locale\",\"errorMessage\":\"error-of-tomorrow\"}", List.of("locale invalid")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void readsWhyKeycloakRefuses(String body, List<String> expected) {
        KEYCLOAK.stub(post(urlPathEqualTo(USERS)).willReturn(json(400, body)));

        assertThat(KEYCLOAK.users().register(NEW))
                .isInstanceOfSatisfying(
                        Registration.Refused.class,
                        refused -> assertThat(refused.fields())
                                .map(field -> field.field() + " " + field.code())
                                .isEqualTo(expected));
    }

    @Test
    void rehearsesWithAMadeUpAddressThatIsItsOwnBadPassword() {
        KEYCLOAK.stub(
                post(urlPathEqualTo(USERS)).willReturn(json(400, "{\"error\":\"invalidPasswordNotUsernameMessage\"}")));

        assertThat(KEYCLOAK.users().rehearse(NEW)).isEqualTo(new Registration.EmailTaken());

        KEYCLOAK.server()
                .verify(postRequestedFor(urlPathEqualTo(USERS))
                        .withRequestBody(matchingJsonPath("$[?(@.email == @.credentials[1].value)]"))
                        .withRequestBody(matchingJsonPath("$.credentials[0].value", equalTo("correct-horse-9"))));
    }

    @Test
    void rehearsesARefusal() {
        KEYCLOAK.stub(
                post(urlPathEqualTo(USERS)).willReturn(json(400, "{\"error\":\"invalidPasswordBlacklistedMessage\"}")));

        assertThat(KEYCLOAK.users().rehearse(NEW))
                .isEqualTo(new Registration.Refused(List.of(new FieldError("password", "weak_password"))));
    }

    @Test
    void takesBackARehearsalThatKeycloakTook() {
        KEYCLOAK.stub(post(urlPathEqualTo(USERS))
                .willReturn(aResponse().withStatus(201).withHeader("Location", "http://elsewhere/admin/users/u9")));
        KEYCLOAK.stub(delete(urlPathEqualTo(USERS + "/u9")).willReturn(json(204, "")));

        assertThat(KEYCLOAK.users().rehearse(NEW)).isEqualTo(new Registration.EmailTaken());
        KEYCLOAK.server().verify(deleteRequestedFor(urlPathEqualTo(USERS + "/u9")));
    }

    @Test
    void completesAUserWithTheirRoles() {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS + "/u1")).willReturn(okJson(user("u1"))));
        stubRoles("u1");

        assertThat(KEYCLOAK.users().byId("u1"))
                .contains(new User(
                        "u1",
                        "u1@example.com",
                        "Ada",
                        "",
                        List.of("agent", "user"),
                        true,
                        true,
                        Instant.parse("2026-11-23T18:10:59.163Z")));
    }

    @Test
    void findsNobodyByAnUnknownId() {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS + "/u1")).willReturn(json(404, "{\"error\":\"User not found\"}")));

        assertThat(KEYCLOAK.users().byId("u1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1@example.com", "u1+tag@example.com", "u1%40b@example.com"})
    void sendsAnAddressAsItIs(String email) {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS))
                .withQueryParam("email", equalTo(email))
                .withQueryParam("exact", equalTo("true"))
                .willReturn(okJson("[" + user("u1").replace("u1@example.com", email) + "]")));
        stubRoles("u1");

        assertThat(KEYCLOAK.users().byEmail(email)).map(User::email).contains(email);
    }

    @Test
    void trustsNoSearchThatFindsSomebodyElse() {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS)).willReturn(okJson("[" + user("u1") + "]")));

        assertThat(KEYCLOAK.users().byEmail("_1@example.com")).isEmpty();
    }

    @Test
    void listsUsersInKeycloaksOrderWithTheirRoles() {
        List<String> ids =
                IntStream.range(0, 30).mapToObj(number -> "u" + number).toList();
        stubPage("5", "31", ids.stream().map(AdminKeycloakUsersTests::user).toList());
        stubHolders("agent", "u3", "u4", "elsewhere");
        stubHolders("admin", "u4");

        KeycloakUsers.Page page = KEYCLOAK.users().list(5, 30);

        assertThat(page.more()).isFalse();
        assertThat(page.users()).map(User::id).isEqualTo(ids);
        assertThat(page.users().get(2).roles()).containsExactly("user");
        assertThat(page.users().get(3).roles()).containsExactly("agent", "user");
        assertThat(page.users().get(4).roles()).containsExactly("admin", "agent", "user");
        // The page, the roles there are, and for two of them the users and groups that have it.
        KEYCLOAK.server().verify(6, getRequestedFor(urlPathMatching(StubbedKeycloak.ADMIN + ".*")));
    }

    @Test
    void knowsRolesThatComeThroughGroupsAndOtherRoles() {
        stubPage(
                "0",
                "6",
                Stream.of("u0", "u1", "u2", "u3", "u4")
                        .map(AdminKeycloakUsersTests::user)
                        .toList());
        stubHolders("agent", "u0");
        stubHolders("admin");
        stubHolders("lead", "u1");
        stubHolders("head");
        stub("roles", """
                [{"name":"agent","composite":false},{"name":"default-roles-helpdesk","composite":true},
                {"name":"lead","composite":true},{"name":"head","composite":true}]""");
        stub("roles/lead/composites/realm", "[{\"name\":\"agent\"}]");
        stub("roles/head/composites/realm", "[{\"name\":\"lead\"},{\"name\":\"admin\"}]");
        stub("roles/lead/groups", "[{\"id\":\"g1\"}]");
        stub("groups/g1/members", "[" + user("u2") + "]");
        stub("groups/g1/children", "[{\"id\":\"g2\"}]");
        stub("groups/g2/members", "[" + user("u3") + "]");
        stub("groups/g2/children", "[]");

        assertThat(KEYCLOAK.users().list(0, 5).users())
                .map(User::roles)
                .containsExactly(
                        List.of("agent", "user"),
                        List.of("agent", "user"),
                        List.of("agent", "user"),
                        List.of("agent", "user"),
                        List.of("user"));
    }

    private static void stub(String path, String answer) {
        KEYCLOAK.stub(get(urlPathEqualTo(StubbedKeycloak.ADMIN + path)).willReturn(okJson(answer)));
    }

    @Test
    void goesOnAfterAPageThatHidesAServiceAccount() {
        String service = user("u1").replace("\"enabled\"", "\"serviceAccountClientId\":\"user-service\",\"enabled\"");
        stubPage("0", "3", List.of(user("u0"), service, user("u2")));
        stubHolders("agent");
        stubHolders("admin");

        KeycloakUsers.Page page = KEYCLOAK.users().list(0, 2);

        assertThat(page.users()).map(User::id).containsExactly("u0");
        assertThat(page.more()).isTrue();
    }

    @Test
    void asksForNoRolesOfNobody() {
        stubPage("7", "3", List.of());

        assertThat(KEYCLOAK.users().list(7, 2)).isEqualTo(new KeycloakUsers.Page(List.of(), false));
    }

    private static void stubPage(String first, String max, List<String> users) {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS))
                .withQueryParam("first", equalTo(first))
                .withQueryParam("max", equalTo(max))
                .willReturn(okJson("[" + String.join(",", users) + "]")));
    }

    /** No role is part of another, and no group has one, unless said afterwards. */
    private static void stubHolders(String role, String... ids) {
        stub("roles", "[]");
        stub("roles/" + role + "/groups", "[]");
        KEYCLOAK.stub(get(urlPathEqualTo(StubbedKeycloak.ADMIN + "roles/" + role + "/users"))
                .willReturn(okJson("["
                        + String.join(
                                ",",
                                Stream.of(ids)
                                        .map(AdminKeycloakUsersTests::user)
                                        .toList()) + "]")));
    }

    private static void stubRoles(String id) {
        KEYCLOAK.stub(get(urlPathEqualTo(USERS + "/" + id + "/role-mappings/realm/composite"))
                .willReturn(okJson("[{\"name\":\"user\"},{\"name\":\"uma_authorization\"},{\"name\":\"agent\"}]")));
    }

    private static String user(String id) {
        return """
                {"id":"%1$s","username":"%1$s@example.com","email":"%1$s@example.com","firstName":"Ada","emailVerified":true,"enabled":true,
                "createdTimestamp":1795457459163,"a field of tomorrow":{}}""".formatted(id);
    }
}
