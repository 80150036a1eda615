package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestKey;
import dev.helpdesk.authclient.test.TestToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the signature and the form of a token; the row ids are those of the project's attack list. */
class JwsAttackTests {

    private static final TestIdentityProvider PROVIDER = TestIdentityProvider.start();
    private static final JwksTokenVerifier VERIFIER = Verifiers.of(PROVIDER);

    @AfterAll
    static void close() {
        VERIFIER.close();
        PROVIDER.close();
    }

    private static TestToken user() {
        return PROVIDER.tokens().user().withRoles("admin");
    }

    private static void assertRefused(TestToken token) {
        assertRefused(token.build());
    }

    private static void assertRefused(String token) {
        assertThat(VERIFIER.verify(new BearerToken(token))).isEqualTo(Verifiers.INVALID);
    }

    @Test
    void acceptsTheTokenTheAttacksStartFrom() {
        assertThat(Verifiers.verify(VERIFIER, user())).isInstanceOf(Verification.Valid.class);
    }

    static Stream<String> spellingsOfNone() {
        return Stream.iterate(0, bits -> bits < 16, bits -> bits + 1).map(JwsAttackTests::none);
    }

    private static String none(int upperCase) {
        StringBuilder name = new StringBuilder("none");
        for (int i = 0; i < 4; i++) {
            if ((upperCase >> i & 1) == 1) {
                name.setCharAt(i, (char) (name.charAt(i) - 32));
            }
        }
        return name.toString();
    }

    @ParameterizedTest
    @MethodSource("spellingsOfNone")
    void j01j02RefusesNoAlgorithmInEverySpelling(String none) {
        String unsigned =
                user().header("alg", none).signedWith(input -> new byte[0]).build();
        assertRefused(unsigned);
        assertRefused(unsigned.substring(0, unsigned.length() - 1));
        assertRefused(user().header("alg", none));
    }

    @Test
    void j03RefusesOddAlgorithms() {
        assertRefused(user().header("alg", null));
        assertRefused(user().withoutHeader("alg"));
        assertRefused(user().header("alg", ""));
        assertRefused(user().header("alg", 0));
        assertRefused(user().header("alg", List.of("RS256")));
        assertRefused(user().header("alg", "rs256"));
        assertRefused(user().headerJson(json -> "{}"));
        assertRefused(user().headerJson(json -> "[]"));
        assertRefused(user().headerJson(json -> "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void j04RefusesThePublicKeyAsSharedSecret(String algorithm) throws JOSEException {
        PublicKey key = PROVIDER.key().jwk().toPublicKey();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----";
        String jwk = PROVIDER.key().jwk().toPublicJWK().toJSONString();
        for (byte[] secret : List.of(
                bytes(pem),
                bytes(pem + "\n"),
                bytes(jwk),
                key.getEncoded(),
                PROVIDER.key().jwk().getModulus().decode())) {
            assertRefused(user().header("alg", algorithm).signedWith(hmac(algorithm, secret)));
        }
    }

    @Test
    void j05RefusesEmptyAndSampleSecrets() {
        for (String secret : List.of("\0", "your-super-secret-jwt-key", "secret")) {
            assertRefused(user().header("alg", "HS256").signedWith(hmac("HS256", bytes(secret))));
        }
    }

    @Test
    void j07j08RefusesKeysTheTokenBringsItself() {
        TestKey own = TestKey.create(PROVIDER.key().id());
        assertRefused(user().header("jku", "http://127.0.0.1:9/keys").signedBy(own));
        assertRefused(user().header("x5u", "http://127.0.0.1:9/cert").signedBy(own));
        assertRefused(
                user().header("jwk", own.jwk().toPublicJWK().toJSONObject()).signedBy(own));
        assertRefused(user().header("x5c", List.of("MIIB")).signedBy(own));
        assertRefused(user().header("jku", PROVIDER.jwks().toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "file:///etc/passwd",
                "x' UNION SELECT 'k'--",
                "$(sleep 5)",
                "a\r\nX-Evil: 1",
                " ",
                ""
            })
    void j09j10RefusesKeyIdsThatAreNotKeyIds(String id) {
        assertRefused(user().signedBy(TestKey.create(id)));
    }

    @Test
    void j09RefusesAMissingOrOddKeyId() {
        assertRefused(user().withoutHeader("kid"));
        assertRefused(user().header("kid", null));
        assertRefused(user().header("kid", 7));
    }

    @Test
    void j12RefusesCriticalExtensionsAndUnencodedPayloads() {
        assertRefused(user().header("crit", List.of("exp")));
        assertRefused(user().header("crit", List.of("urn:x")));
        assertRefused(user().header("crit", List.of()));
        assertRefused(user().header("b64", false));
        assertRefused(user().header("b64", false).header("crit", List.of("b64")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "ES256", "ES256K", "EdDSA", "Ed25519", "RS1"})
    void j13RefusesAlgorithmsThatAreNotAllowed(String algorithm) {
        assertRefused(user().header("alg", algorithm));
    }

    @Test
    void j14RefusesChangedSignatures() {
        String token = user().build();
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        assertRefused(user().signedByStranger());
        assertRefused(user().signedWith(input -> Arrays.copyOf(signature, 255)));
        assertRefused(user().signedWith(input -> Arrays.copyOf(signature, 257)));
        assertRefused(user().signedWith(input -> new byte[256]));
        assertRefused(user().signedWith(input -> new byte[] {0}));
        assertRefused(
                user().signedWith(input -> PROVIDER.key().jwk().getModulus().decode()));
    }

    @Test
    void j14RefusesTheSignatureOfOtherClaims() {
        String[] own = PROVIDER.tokens().user().build().split("\\.", -1);
        String[] other = user().build().split("\\.", -1);
        assertRefused(own[0] + "." + other[1] + "." + own[2]);
    }

    @Test
    void j16j17RefusesEncryptedTokens() {
        assertRefused(user().build() + ".AAAA.AAAA");
        assertRefused(user().header("enc", "A128GCM"));
        assertRefused(user().header("zip", "DEF"));
        assertRefused(user().header("alg", "dir").header("enc", "A256GCM"));
        assertRefused(user().header("alg", "PBES2-HS256+A128KW").header("p2c", Integer.MAX_VALUE));
    }

    @Test
    void j18RefusesTheJsonSerialization() {
        String[] parts = user().build().split("\\.", -1);
        assertRefused("{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                + "\"}");
    }

    @Test
    void j19RefusesEverySpellingButTheCanonicalOne() {
        String token = user().build();
        List<String> bent =
                new ArrayList<>(List.of("", ".", "..", "...", "....", "a", "a.b", token + ".", "." + token));
        bent.addAll(List.of(token + "=", token + "==", token + " ", " " + token, token + "\n", token + "\0"));
        bent.add(token.replaceFirst("\\.", "=."));
        bent.add(token.replaceFirst("\\.", "\r\n."));
        bent.add(token.replaceFirst("\\.", "\u00e9."));
        bent.add(token.replaceFirst("\\.", ".."));
        bent.add(token.substring(0, token.lastIndexOf('.')));
        bent.add(token.substring(0, token.lastIndexOf('.') + 1));
        bent.forEach(JwsAttackTests::assertRefused);
    }

    @Test
    void j19RefusesStrayBitsBehindTheSignature() {
        String token = user().build();
        // 256 bytes leave four unused bits in the last character; the canonical form has them at zero.
        char last = token.charAt(token.length() - 1);
        assertThat(last).isIn('A', 'Q', 'g', 'w');
        assertRefused(token.substring(0, token.length() - 1) + (char) (last + 1));
    }

    @Test
    void j20RefusesNamesThatAppearTwice() {
        assertRefused(user().claimsJson(json -> json.replaceFirst("\\{", "{\"sub\":\"x\",")));
        assertRefused(user().claimsJson(json -> json.replace("\"realm_access\":{", "\"realm_access\":{\"roles\":[],")));
        assertRefused(user().headerJson(json -> json.replaceFirst("\\{", "{\"alg\":\"none\",")));
        assertRefused(user().claimsJson(json -> json.replaceFirst("\\{", "{\"s\\\\u0075b\":\"x\",")));
    }

    @Test
    void j21RefusesDeepNestingAndOtherEncodings() {
        String deep = "[".repeat(1000) + "]".repeat(1000);
        assertRefused(user().claimsJson(json -> json.replaceFirst("\\{", "{\"x\":" + deep + ",")));
        assertRefused(user().claimsJson(json -> json + " {}"));
        assertRefused(user().claimsJson(json -> "\ufeff" + json));
        assertRefused(user().claimsJson(
                        json -> new String(json.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1)));
    }

    @Test
    void j22RefusesTokensOver8KiBUnread() {
        assertRefused(user().claim("padding", "x".repeat(8 * 1024)));
        assertThat(Verifiers.verify(VERIFIER, user().claim("padding", "x".repeat(4 * 1024))))
                .isInstanceOf(Verification.Valid.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UnaryOperator<byte[]> hmac(String algorithm, byte[] secret) {
        return input -> {
            try {
                String name = algorithm.replace("HS", "HmacSHA");
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(secret, name));
                return mac.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
