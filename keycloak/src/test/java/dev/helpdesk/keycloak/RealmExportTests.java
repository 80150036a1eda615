package dev.helpdesk.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The invariants of {@code realm-export/helpdesk-realm.json}: an edit in the console and a new export must not lose them. */
class RealmExportTests {

    private static final Path FOLDER = Path.of("..", "realm-export");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)(?::([^}]*))?}");

    private final JsonNode realm = read();

    @Test
    void holdsNoSecret() {
        List<String> secrets = new ArrayList<>();
        collect(realm, "secret", secrets);
        collect(realm, "password", secrets);

        assertThat(secrets)
                .contains("${AUTH_FACADE_CLIENT_SECRET}", "${USER_SERVICE_CLIENT_SECRET}")
                .allSatisfy(value -> assertThat(value).matches("\\$\\{[A-Z_]+:?}"));
        assertThat(realm.findValues("privateKey")).isEmpty();
        assertThat(realm.findValues("credentials")).isEmpty();
        assertThat(realm.findValues("secretData")).isEmpty();
    }

    @Test
    void holdsNoPerson() {
        assertThat(realm.path("users").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        user -> assertThat(user.path("serviceAccountClientId").asString())
                                .isNotBlank());
    }

    @Test
    void givesTheFacadeTheLeastRoles() {
        assertThat(serviceAccount("auth-facade").at("/clientRoles").propertyNames())
                .containsExactly("realm-management");
        assertThat(texts(serviceAccount("auth-facade").at("/clientRoles/realm-management")))
                .containsExactlyInAnyOrder("manage-users", "view-users", "query-users", "view-events", "view-realm");
        assertThat(texts(serviceAccount("auth-facade").path("realmRoles"))).isEmpty();
        assertThat(texts(serviceAccount("user-service").path("realmRoles"))).containsExactly("service");
        assertThat(serviceAccount("user-service").path("clientRoles").isMissingNode())
                .isTrue();
    }

    @Test
    void letsOnlyTheFacadeUsePasswordsAndNobodyTheImplicitFlow() {
        assertThat(clients()
                        .filter(client ->
                                client.path("directAccessGrantsEnabled").asBoolean(false)))
                .extracting(client -> client.path("clientId").asString())
                .containsExactly("auth-facade");
        assertThat(client("auth-facade").path("publicClient").asBoolean()).isFalse();
        assertThat(clients())
                .noneMatch(client -> client.path("implicitFlowEnabled").asBoolean(false));
        assertThat(clients().filter(client -> client.path("fullScopeAllowed").asBoolean(true)))
                .as("Keycloak's own admin console needs full scope, nobody else does")
                .extracting(client -> client.path("clientId").asString())
                .containsExactly("security-admin-console");
    }

    @Test
    void knowsThePortalsAddressExactlyAndWantsPkce() {
        JsonNode portal = client("helpdesk-portal");

        assertThat(portal.at("/attributes/pkce.code.challenge.method").asString())
                .isEqualTo("S256");
        assertThat(texts(portal.path("redirectUris"))).containsExactly("${PORTAL_URL:http://localhost:3000}/");
        assertThat(texts(portal.path("webOrigins"))).containsExactly("${PORTAL_URL:http://localhost:3000}");
        assertThat(clients().flatMap(client -> texts(client.path("webOrigins")).stream()))
                .noneMatch(origin -> origin.contains("*"));
        assertThat(clients().flatMap(client -> texts(client.path("redirectUris")).stream()))
                .noneMatch(uri -> uri.startsWith("*") || (uri.startsWith("http") && uri.contains("*")));
    }

    @Test
    void makesEveryPersonAUserAndNothingMore() {
        JsonNode defaults = realm.at("/roles/realm")
                .valueStream()
                .filter(role -> role.path("name").asString().equals("default-roles-helpdesk"))
                .findFirst()
                .orElseThrow();

        assertThat(texts(defaults.at("/composites/realm"))).containsExactly("user");
        assertThat(realm.at("/roles/realm")
                        .valueStream()
                        .map(role -> role.path("name").asString()))
                .contains("user", "agent", "admin", "service");
    }

    @Test
    void putsTheAudienceIntoHelpdeskTokensOnly() {
        JsonNode scope = realm.path("clientScopes")
                .valueStream()
                .filter(candidate -> candidate.path("name").asString().equals("helpdesk"))
                .findFirst()
                .orElseThrow();

        assertThat(scope.path("protocolMappers")
                        .valueStream()
                        .map(mapper ->
                                mapper.at("/config/included.custom.audience").asString("")))
                .contains("helpdesk-api");
        for (String name : List.of("auth-facade", "user-service", "helpdesk-portal")) {
            assertThat(texts(client(name).path("defaultClientScopes"))).contains("helpdesk");
            assertThat(client(name)
                            .at("/attributes/access.token.header.type.rfc9068")
                            .asString())
                    .isEqualTo("true");
        }
        assertThat(texts(realm.path("defaultDefaultClientScopes"))).doesNotContain("helpdesk");
    }

    @Test
    void keepsSessionsAtLeastAsLongAsAccessTokens() {
        long token = seconds("accessTokenLifespan");

        assertThat(token).isEqualTo(86_400);
        assertThat(seconds("ssoSessionIdleTimeout")).isGreaterThanOrEqualTo(token);
        assertThat(seconds("ssoSessionMaxLifespan")).isGreaterThanOrEqualTo(seconds("ssoSessionIdleTimeout"));
        assertThat(seconds("clientSessionIdleTimeout"))
                .as("0 follows the SSO session")
                .isZero();
        assertThat(seconds("clientSessionMaxLifespan"))
                .as("0 follows the SSO session")
                .isZero();
    }

    @Test
    void usesARefreshTokenOnce() {
        assertThat(realm.path("revokeRefreshToken").asBoolean()).isTrue();
        assertThat(realm.path("refreshTokenMaxReuse").asInt(-1)).isZero();
    }

    @Test
    void slowsGuessingAndKeepsEvents() {
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("permanentLockout").asBoolean(true)).isFalse();
        assertThat(realm.path("maxFailureWaitSeconds").asInt()).isBetween(60, 900);
        assertThat(realm.path("eventsEnabled").asBoolean()).isTrue();
        assertThat(realm.path("adminEventsEnabled").asBoolean()).isTrue();
        assertThat(realm.path("adminEventsDetailsEnabled").asBoolean()).isTrue();
        assertThat(texts(realm.path("eventsListeners"))).containsExactly("jboss-logging", "helpdesk-identity-events");
        assertThat(texts(realm.path("enabledEventTypes")))
                .contains("LOGIN", "LOGIN_ERROR", "LOGOUT", "UPDATE_PASSWORD");
    }

    @Test
    void asksForGoodPasswords() throws IOException {
        String policy = realm.path("passwordPolicy").asString();

        assertThat(policy)
                .contains("length(12)", "maxLength(128)", "notEmail(", "passwordBlacklist(password-denylist.txt)");
        assertThat(Files.readAllLines(FOLDER.resolve("password-denylist.txt")))
                .hasSizeGreaterThan(2_000)
                .contains("password1234")
                .allSatisfy(password ->
                        assertThat(password).hasSizeGreaterThanOrEqualTo(12).isLowerCase());
    }

    @Test
    void showsTheStampOfARegistrationToAdministratorsOnly() {
        JsonNode profile = JsonMapper.shared()
                .readTree(realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                        .path("kc.user.profile.config")
                        .path(0)
                        .asString());

        JsonNode stamp = profile.path("attributes")
                .valueStream()
                .filter(attribute -> attribute.path("name").asString().equals("registration"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(stamp.at("/permissions/view"))).containsExactly("admin");
        assertThat(texts(stamp.at("/permissions/edit"))).containsExactly("admin");
    }

    @Test
    void speaksEnglishAndFrench() {
        assertThat(realm.path("internationalizationEnabled").asBoolean()).isTrue();
        assertThat(texts(realm.path("supportedLocales"))).containsExactlyInAnyOrder("en", "fr");
    }

    /** The number a setting has when its variable is not set. */
    private long seconds(String setting) {
        String value = realm.path(setting).asString();
        Matcher placeholder = PLACEHOLDER.matcher(value);
        return Long.parseLong(placeholder.matches() ? placeholder.group(2) : value);
    }

    private Stream<JsonNode> clients() {
        return realm.path("clients").valueStream();
    }

    private JsonNode client(String id) {
        return clients()
                .filter(client -> client.path("clientId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode serviceAccount(String clientId) {
        return realm.path("users")
                .valueStream()
                .filter(user -> user.path("serviceAccountClientId").asString().equals(clientId))
                .findFirst()
                .orElseThrow();
    }

    private static void collect(JsonNode node, String name, List<String> into) {
        node.findValues(name).forEach(value -> into.add(value.asString()));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode read() {
        return new JsonMapper().readTree(FOLDER.resolve("helpdesk-realm.json"));
    }
}
