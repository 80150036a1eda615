package dev.helpdesk.authclient.autoconfigure;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.AuthServiceRequests;
import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.authclient.feed.IdentityFeed;
import dev.helpdesk.service.error.ErrorAutoConfiguration;
import dev.helpdesk.service.error.ErrorWriter;
import dev.helpdesk.service.health.Dependency;
import dev.helpdesk.token.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Connects a service to the auth service. Every bean steps back for one the service defines itself. */
@AutoConfiguration(after = {RestClientAutoConfiguration.class, ErrorAutoConfiguration.class})
@EnableConfigurationProperties({AuthProperties.class, KeycloakProperties.class})
public final class AuthClientAutoConfiguration {

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
    AuthServiceRequests authServiceRequests(
            AuthProperties auth, RestClient.Builder http, ObjectProvider<MeterRegistry> meters) {
        return AuthServiceRequests.create(auth.service().url(), auth.service().timeout(), http, registry(meters));
    }

    @Bean
    @ConditionalOnMissingBean
    AuthServiceClient authServiceClient(AuthServiceRequests requests, ServiceAccount account) {
        return AuthServiceClient.create(requests, account);
    }

    @Bean
    @Conditional(OnServiceAccount.class)
    @ConditionalOnMissingBean
    IdentityFeed identityFeed(
            AuthProperties auth,
            ServiceAccount account,
            AuthServiceRequests requests,
            ObjectProvider<IdentityEventListener> listeners,
            ObjectProvider<MeterRegistry> meters) {
        IdentityFeed feed = new IdentityFeed(
                new IdentityFeed.Settings(
                        auth.service().url(), auth.service().connectTimeout(), IdentityFeed.Settings.SILENCE),
                account,
                listeners.orderedStream().toList(),
                registry(meters));
        feed.whenConnected(requests::answers);
        return feed;
    }

    @Bean
    @ConditionalOnMissingBean
    TokenVerifier tokenVerifier(
            AuthProperties auth,
            KeycloakProperties keycloak,
            AuthServiceClient authService,
            ObjectProvider<IdentityFeed> feed,
            ObjectProvider<MeterRegistry> meters) {
        return new Verifiers(auth, keycloak, authService, registry(meters)).with(feed.getIfAvailable());
    }

    @Bean
    @ConditionalOnBean(ErrorWriter.class)
    AuthServiceFailures authServiceFailures(ErrorWriter errors) {
        return new AuthServiceFailures(errors);
    }

    @Bean
    @ConditionalOnMissingBean(name = "authServiceDependency")
    Dependency authServiceDependency(AuthServiceRequests requests, ObjectProvider<IdentityFeed> feed) {
        return new AuthServiceDependency(requests, feed.getIfAvailable());
    }

    private static MeterRegistry registry(ObjectProvider<MeterRegistry> meters) {
        return meters.getIfAvailable(SimpleMeterRegistry::new);
    }

    private static RestClient.Builder withTimeouts(RestClient.Builder http, AuthProperties auth) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(auth.service().connectTimeout())
                .build());
        requests.setReadTimeout(auth.service().timeout());
        return http.clone().requestFactory(requests);
    }
}
