package dev.helpdesk.authclient.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestIdentityProviderTests {

    private final TestIdentityProvider provider = TestIdentityProvider.start();

    @AfterEach
    void close() {
        provider.close();
    }

    private JWKSet published() throws IOException, InterruptedException, ParseException {
        return JWKSet.parse(Http.get(provider.jwks(), null).body());
    }

    @Test
    void describesItselfLikeKeycloak() throws Exception {
        HttpResponse<String> answer =
                Http.get(URI.create(provider.issuer() + "/.well-known/openid-configuration"), null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSONObjectUtils.parse(answer.body()))
                .containsEntry("issuer", provider.issuer())
                .containsEntry("jwks_uri", provider.issuer() + "/protocol/openid-connect/certs")
                .containsEntry("token_endpoint", provider.issuer() + "/protocol/openid-connect/token");
    }

    @Test
    void publishesThePublicHalfOfTheKeyItsTokensAreSignedWith() throws Exception {
        SignedJWT token = SignedJWT.parse(provider.tokens().user().build());

        assertThat(published().getKeys()).singleElement().satisfies(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
            assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        });
        assertThat(provider.jwksFetches()).isEqualTo(1);
    }

    @Test
    void rotatesItsKeys() throws Exception {
        String old = provider.key().id();
        provider.rotateKeys();
        assertThat(published().getKeys()).hasSize(2);
        assertThat(provider.key().id()).isNotEqualTo(old);

        provider.forgetOldKeys();
        assertThat(published().getKeyByKeyId(old)).isNull();
        assertThat(published().getKeyByKeyId(provider.key().id())).isNotNull();
    }

    @Test
    void goesDownAndComesUpAtTheSameAddress() throws Exception {
        URI address = provider.jwks();
        provider.down();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Http.get(address, null));

        provider.up();
        assertThat(Http.get(address, null).statusCode()).isEqualTo(200);
    }

    @Test
    void givesKnownClientsATokenOfTheirOwn() throws Exception {
        provider.registerClient("user-service", "s+cr&t");

        HttpResponse<String> answer = Http.post(
                provider.tokenEndpoint(),
                "grant_type=client_credentials&client_id=user-service&client_secret=s%2Bcr%26t");

        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> body = JSONObjectUtils.parse(answer.body());
        assertThat(body).containsEntry("token_type", "Bearer").containsKeys("access_token", "expires_in");
        assertThat(SignedJWT.parse((String) body.get("access_token"))
                        .getJWTClaimsSet()
                        .getClaims())
                .containsEntry("azp", "user-service")
                .doesNotContainKey("sid");
        assertThat(provider.tokenRequests()).isEqualTo(1);
    }

    @Test
    void refusesUnknownClients() throws Exception {
        HttpResponse<String> answer = Http.post(
                provider.tokenEndpoint(), "grant_type=client_credentials&client_id=user-service&client_secret=x");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSONObjectUtils.parse(answer.body())).containsEntry("error", "unauthorized_client");
    }

    @Test
    void letsStrangersSignUnderItsKeyId() throws ParseException, JOSEException {
        SignedJWT token =
                SignedJWT.parse(provider.tokens().user().signedByStranger().build());

        assertThat(token.getHeader().getKeyID()).isEqualTo(provider.key().id());
        assertThat(token.verify(new RSASSAVerifier(provider.key().jwk()))).isFalse();
    }
}
