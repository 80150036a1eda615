package dev.helpdesk.authclient.autoconfigure;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.LocalTokenVerifier;
import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.service.error.ErrorAutoConfiguration;
import dev.helpdesk.service.error.ErrorWriter;
import dev.helpdesk.service.health.Dependency;
import dev.helpdesk.service.request.Propagation;
import dev.helpdesk.token.JwksTokenVerifier;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.TokenVerifier;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Connects a service to the auth service. Every bean steps back for one the service defines itself. */
@AutoConfiguration(after = {RestClientAutoConfiguration.class, ErrorAutoConfiguration.class})
@EnableConfigurationProperties({AuthProperties.class, KeycloakProperties.class})
public final class AuthClientAutoConfiguration {

    private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnMissingBean
    ServiceAccount serviceAccount(AuthProperties auth, KeycloakProperties keycloak, RestClient.Builder http) {
        String id = auth.client().id();
        String secret = auth.client().secret();
        return id == null || secret == null
                ? ServiceAccount.missing("Users can only be looked up with AUTH_CLIENT_ID and AUTH_CLIENT_SECRET set")
                : ServiceAccount.create(withTimeouts(http, auth).build(), keycloak.tokenEndpoint(), id, secret);
    }

    @Bean
    @ConditionalOnMissingBean
    AuthServiceClient authServiceClient(AuthProperties auth, ServiceAccount account, RestClient.Builder http) {
        return AuthServiceClient.create(authService(http, auth), account);
    }

    @Bean
    @ConditionalOnMissingBean
    TokenVerifier tokenVerifier(AuthProperties auth, KeycloakProperties keycloak, AuthServiceClient authService) {
        return switch (auth.verification()) {
            case FACADE -> authService::verify;
            case LOCAL -> LocalTokenVerifier.create(locally(keycloak), authService);
        };
    }

    @Bean
    @ConditionalOnBean(ErrorWriter.class)
    AuthServiceFailures authServiceFailures(ErrorWriter errors) {
        return new AuthServiceFailures(errors);
    }

    @Bean
    @ConditionalOnMissingBean(name = "authServiceDependency")
    Dependency authServiceDependency(AuthProperties auth, RestClient.Builder http) {
        return new AuthServiceDependency(
                authService(http, auth), auth.verification() == AuthProperties.Verification.FACADE);
    }

    private static JwksTokenVerifier locally(KeycloakProperties keycloak) {
        // Revocations are the auth service's to know; LocalTokenVerifier asks it.
        return JwksTokenVerifier.create(
                TokenPolicy.of(keycloak.issuer()), keycloak.jwks(), token -> Revocations.Answer.LIVE);
    }

    private static RestClient authService(RestClient.Builder http, AuthProperties auth) {
        return withTimeouts(http, auth)
                .baseUrl(auth.service().url())
                .requestInterceptor(new Propagation())
                .build();
    }

    private static RestClient.Builder withTimeouts(RestClient.Builder http, AuthProperties auth) {
        Duration timeout = auth.service().timeout();
        Duration connect = timeout.compareTo(MAX_CONNECT_TIMEOUT) < 0 ? timeout : MAX_CONNECT_TIMEOUT;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build());
        requests.setReadTimeout(timeout);
        return http.clone().requestFactory(requests);
    }
}
