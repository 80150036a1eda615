package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestToken;
import dev.helpdesk.authclient.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are signed correctly and mean the wrong thing; the row ids are those of the project's attack list. */
class ClaimAttackTests {

    private static final TestIdentityProvider PROVIDER = TestIdentityProvider.start();
    private static final JwksTokenVerifier VERIFIER = Verifiers.of(PROVIDER);

    @AfterAll
    static void close() {
        VERIFIER.close();
        PROVIDER.close();
    }

    private static TestTokens tokens() {
        return PROVIDER.tokens();
    }

    private static TestToken user() {
        return tokens().user();
    }

    private static void assertRefused(TestToken token) {
        assertThat(Verifiers.verify(VERIFIER, token)).isEqualTo(Verifiers.INVALID);
    }

    private static void assertAccepted(TestToken token) {
        assertThat(Verifiers.verify(VERIFIER, token)).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void s01RefusesExpiredTokens() {
        Instant now = Instant.now();
        for (Instant end : List.of(now.minusSeconds(61), now.minus(Duration.ofDays(1)))) {
            assertThat(Verifiers.verify(VERIFIER, user().lasting(end.minusSeconds(300), end)))
                    .isEqualTo(Verifiers.EXPIRED);
        }
    }

    static Stream<Object> oddTimes() {
        return Stream.of("1795543859", 1e300, 1795543859.5, -1, true, List.of(1795543859), Map.of());
    }

    @ParameterizedTest
    @MethodSource("oddTimes")
    void s03RefusesTimesThatAreNoTimes(Object time) {
        for (String claim : List.of("exp", "iat", "nbf", "auth_time", "created_at")) {
            assertRefused(user().claim(claim, time));
        }
    }

    @Test
    void s02s03RefusesMissingAndHugeTimes() {
        assertRefused(user().without("exp"));
        assertRefused(user().without("iat"));
        assertRefused(user().claim("exp", null));
        assertRefused(user().claimsJson(json -> json.replaceFirst("\"exp\":\\d+", "\"exp\":9223372036854775808")));
        assertRefused(user().claimsJson(json -> json.replaceFirst("\"exp\":\\d+", "\"exp\":999999999999999999")));
    }

    @Test
    void s04RefusesTokensOfTheFuture() {
        Instant now = Instant.now();
        assertRefused(user().claim("nbf", now.plusSeconds(120).getEpochSecond()));
        assertRefused(user().lasting(now.plusSeconds(3600), now.plusSeconds(7200)));
        assertRefused(user().lasting(now.plusSeconds(90), now.plusSeconds(390)));
        assertAccepted(user().claim("nbf", now.plusSeconds(15).getEpochSecond()));
    }

    @Test
    void s05RefusesTokensThatLiveTooLongOrNotAtAll() {
        Instant now = Instant.now();
        assertRefused(user().lasting(now, now.plus(Duration.ofDays(3650))));
        assertRefused(user().lasting(now, now));
        assertAccepted(user().lasting(now, now.plus(Duration.ofDays(1))));
    }

    @Test
    void s06RefusesOtherIssuers() {
        String issuer = PROVIDER.issuer();
        for (String other : List.of(
                issuer + "/", issuer.replace("helpdesk", "master"), issuer.replace("helpdesk", "Helpdesk"), "", " ")) {
            assertRefused(user().claim("iss", other));
        }
        assertRefused(user().without("iss"));
        assertRefused(user().claim("iss", List.of(issuer)));
    }

    @Test
    void s07RefusesOtherAudiences() {
        assertRefused(user().without("aud"));
        assertRefused(user().claim("aud", "account"));
        assertRefused(user().claim("aud", List.of("account", "auth-facade")));
        assertRefused(user().claim("aud", List.of()));
        assertRefused(user().claim("aud", Arrays.asList("helpdesk-api", 1)));
        assertRefused(user().claim("aud", Map.of("helpdesk-api", true)));
        assertRefused(user().claim("aud", "helpdesk-api-2"));
    }

    @Test
    void s08AcceptsOneAudienceAmongOthers() {
        assertAccepted(user().claim("aud", List.of("account", "helpdesk-api")));
        assertAccepted(user().claim("aud", "helpdesk-api"));
    }

    @Test
    void s09RefusesOtherClients() {
        TokenPolicy common = TokenPolicy.of(PROVIDER.issuer());
        TokenPolicy onlyPortal = new TokenPolicy(
                common.issuer(),
                common.audience(),
                common.algorithms(),
                Set.of("helpdesk-portal"),
                common.plainJwt(),
                common.clockSkew(),
                common.maxLifetime());
        try (JwksTokenVerifier verifier = JwksTokenVerifier.create(onlyPortal, PROVIDER.jwks(), Verifiers.NONE)) {
            assertThat(Verifiers.verify(verifier, user())).isInstanceOf(Verification.Valid.class);
            assertThat(Verifiers.verify(verifier, user().claim("azp", "other"))).isEqualTo(Verifiers.INVALID);
        }
        assertRefused(user().without("azp"));
        assertRefused(user().claim("azp", List.of("helpdesk-portal")));
        assertRefused(user().claim("client_id", "other"));
    }

    @Test
    void s10s11s12RefusesOtherKindsOfTokens() {
        assertRefused(tokens().idToken());
        assertRefused(tokens().refreshToken());
        assertRefused(tokens().logoutToken());
        assertRefused(tokens().idToken().claim("aud", "helpdesk-api").header("typ", "at+jwt"));
        assertRefused(tokens().refreshToken().claim("aud", "helpdesk-api").header("typ", "at+jwt"));
        assertRefused(user().claim("typ", "verify-email"));
        assertRefused(user().claim("typ", List.of("Bearer")));
        assertRefused(user().claim("cnf", Map.of("jkt", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt"})
    void s13AcceptsEverySpellingOfTheRightType(String type) {
        assertAccepted(user().header("typ", type));
        assertAccepted(user().header("typ", type).without("typ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpop+jwt", "logout+jwt", "JWT", "", "at+jwt ", "application/jwt"})
    void s13RefusesOtherTypes(String type) {
        assertRefused(user().header("typ", type));
    }

    @Test
    void s13RefusesAMissingOrOddType() {
        assertRefused(user().withoutHeader("typ"));
        assertRefused(user().header("typ", null));
        assertRefused(user().header("typ", List.of("at+jwt")));
    }

    @Test
    void s10s13TellsKeycloaksPlainTokensApartWherePolicyAllowsThem() {
        TokenPolicy common = TokenPolicy.of(PROVIDER.issuer());
        TokenPolicy plain = new TokenPolicy(
                common.issuer(),
                common.audience(),
                common.algorithms(),
                Set.of(),
                true,
                common.clockSkew(),
                common.maxLifetime());
        try (JwksTokenVerifier verifier = JwksTokenVerifier.create(plain, PROVIDER.jwks(), Verifiers.NONE)) {
            assertThat(Verifiers.verify(verifier, user().header("typ", "JWT"))).isInstanceOf(Verification.Valid.class);
            assertThat(Verifiers.verify(verifier, user())).isInstanceOf(Verification.Valid.class);
            assertThat(Verifiers.verify(verifier, user().header("typ", "JWT").without("typ")))
                    .isEqualTo(Verifiers.INVALID);
            assertThat(Verifiers.verify(verifier, tokens().idToken().claim("aud", "helpdesk-api")))
                    .isEqualTo(Verifiers.INVALID);
        }
    }

    @Test
    void s14RefusesAnotherRealmUnderTheSameKeyId() {
        try (TestIdentityProvider other = TestIdentityProvider.start()) {
            assertRefused(other.tokens().user().header("kid", PROVIDER.key().id()));
            assertRefused(other.tokens()
                    .user()
                    .claim("iss", PROVIDER.issuer())
                    .header("kid", PROVIDER.key().id()));
            assertRefused(other.tokens().user());
        }
    }

    @Test
    void s15RefusesTokensWithoutSessionThatAreNoServiceAccounts() {
        assertRefused(user().without("sid"));
        assertRefused(tokens().service("auth-facade").without("realm_access"));
        assertRefused(tokens().service("auth-facade").withRoles("admin"));
        assertRefused(user().claim("sid", ""));
        assertRefused(user().claim("sid", 7));
        assertRefused(user().claim("sid", "a b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "../admin",
                "318b7771-75df-4df7-a609-b1020c139788\0",
                "me",
                "318B7771-75DF-4DF7-A609-B1020C139788"
            })
    void s16RefusesSubjectsThatAreNoUserIds(String subject) {
        assertRefused(user().forSubject(subject));
    }

    @Test
    void s16RefusesMissingLongAndOddSubjects() {
        assertRefused(user().without("sub"));
        assertRefused(user().forSubject("a".repeat(6 * 1024)));
        assertRefused(user().claim("sub", 42));
        assertRefused(user().claim("jti", 42));
        assertRefused(user().without("jti"));
        assertRefused(user().claim("email", List.of("ada@example.com")));
        assertRefused(user().claim("given_name", 1));
        assertRefused(user().claim("email_verified", "true"));
    }

    static Stream<Object> oddRealmAccess() {
        return Stream.of(
                "admin",
                List.of("admin"),
                Map.of("roles", "admin"),
                Map.of("roles", Map.of("admin", true)),
                Map.of("roles", List.of("ADMIN", "ADMIN ", " admin", List.of("admin"), 1)),
                Map.of("Roles", List.of("admin")),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("oddRealmAccess")
    void s17GrantsNothingForOddRoles(Object realmAccess) {
        assertThat(rolesOf(user().claim("realm_access", realmAccess))).isEmpty();
    }

    @Test
    void s17ReadsRolesFromNowhereElse() {
        TestToken token = user().claim("role", "admin")
                .claim("roles", List.of("admin"))
                .claim("scope", "admin")
                .claim("groups", List.of("/admin"))
                .claim("resource_access", Map.of("other", Map.of("roles", List.of("admin"))));
        assertThat(rolesOf(token)).containsExactly("user");
    }

    private static List<String> rolesOf(TestToken token) {
        return Verifiers.verify(VERIFIER, token) instanceof Verification.Valid valid
                ? valid.token().user().roles()
                : List.of("refused");
    }
}
