package dev.helpdesk.auth.verification;

import dev.helpdesk.auth.keycloak.KeycloakProperties;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.token.JwksTokenVerifier;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.TokenVerifier;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {

    /** No bean of the type {@code TokenVerifier}: on its own it would take revoked tokens. */
    @Bean
    GenuineTokens genuineTokens(KeycloakProperties keycloak, Clock clock) {
        return new GenuineTokens(JwksTokenVerifier.create(
                TokenPolicy.of(keycloak.issuer()), keycloak.keysUrl(), token -> Revocations.Answer.LIVE, clock));
    }

    @Bean
    TokenVerifier tokenVerifier(GenuineTokens genuine, Revocations revocations, KeycloakTokens keycloak) {
        return new FacadeVerifier(genuine.verifier(), revocations, keycloak);
    }

    @Bean
    AcceptedKeys acceptedKeys(GenuineTokens genuine) {
        return genuine.verifier()::keyIds;
    }

    /** Signature and claims; closed with the application. */
    record GenuineTokens(JwksTokenVerifier verifier) implements AutoCloseable {

        @Override
        public void close() {
            verifier.close();
        }
    }
}
