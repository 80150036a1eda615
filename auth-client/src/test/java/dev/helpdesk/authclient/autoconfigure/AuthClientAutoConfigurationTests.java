package dev.helpdesk.authclient.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.LocalTokenVerifier;
import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.FakeUser;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.service.health.Dependency;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class AuthClientAutoConfigurationTests {

    private final TestIdentityProvider provider = TestIdentityProvider.start();
    private final FakeAuthService service = FakeAuthService.start();
    private final String token = provider.tokens().user().build();
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(RestClientAutoConfiguration.class, AuthClientAutoConfiguration.class));
    private final ApplicationContextRunner connected =
            bare.withPropertyValues("auth.service.url=" + service.url() + "/", "keycloak.url=" + provider.url());

    @AfterEach
    void close() {
        service.close();
        provider.close();
    }

    @Test
    void asksTheFacadeAtItsUsualAddressByDefault() {
        bare.run(context -> {
            assertThat(context).hasNotFailed();
            AuthProperties auth = context.getBean(AuthProperties.class);
            assertThat(auth.service().url()).hasToString("http://localhost:3001");
            assertThat(auth.service().timeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(auth.verification()).isEqualTo(AuthProperties.Verification.FACADE);
            assertThat(auth.client()).isEqualTo(new AuthProperties.Client(null, null));
            KeycloakProperties keycloak = context.getBean(KeycloakProperties.class);
            assertThat(keycloak.issuer()).isEqualTo("http://localhost:8080/realms/helpdesk");
        });
    }

    @Test
    void takesEmptyVariablesForUnset() {
        bare.withPropertyValues("auth.service.url=", "auth.client.id=", "auth.client.secret=", "keycloak.public.url=")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    AuthProperties auth = context.getBean(AuthProperties.class);
                    assertThat(auth.service().url()).hasToString("http://localhost:3001");
                    assertThat(auth.client()).isEqualTo(new AuthProperties.Client(null, null));
                    assertThat(context.getBean(KeycloakProperties.class).issuer())
                            .isEqualTo("http://localhost:8080/realms/helpdesk");
                });
    }

    @Test
    void readsEveryVariableOfTheEnvironment() {
        Map<String, Object> environment = Map.of(
                "AUTH_SERVICE_URL", "https://auth.example.com/base/",
                "AUTH_SERVICE_TIMEOUT", "250",
                "AUTH_VERIFICATION", "local",
                "AUTH_CLIENT_ID", "tickets",
                "AUTH_CLIENT_SECRET", "s3cret",
                "KEYCLOAK_URL", "http://keycloak:8080/",
                "KEYCLOAK_PUBLIC_URL", "https://id.example.com",
                "KEYCLOAK_REALM", "desk");
        bare.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    AuthProperties auth = context.getBean(AuthProperties.class);
                    assertThat(auth.service().url()).hasToString("https://auth.example.com/base");
                    assertThat(auth.service().timeout()).isEqualTo(Duration.ofMillis(250));
                    assertThat(auth.verification()).isEqualTo(AuthProperties.Verification.LOCAL);
                    assertThat(auth.client()).isEqualTo(new AuthProperties.Client("tickets", "s3cret"));
                    assertThat(auth.toString()).doesNotContain("s3cret");
                    KeycloakProperties keycloak = context.getBean(KeycloakProperties.class);
                    assertThat(keycloak.issuer()).isEqualTo("https://id.example.com/realms/desk");
                    assertThat(keycloak.jwks())
                            .hasToString("http://keycloak:8080/realms/desk/protocol/openid-connect/certs");
                    assertThat(keycloak.tokenEndpoint())
                            .hasToString("http://keycloak:8080/realms/desk/protocol/openid-connect/token");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth.service.url=localhost:3001              | AUTH_SERVICE_URL must be an http or https address",
                "auth.service.url=ftp://localhost             | AUTH_SERVICE_URL must be an http or https address",
                "auth.service.url=http://u:p@localhost        | AUTH_SERVICE_URL must be an http or https address",
                "auth.service.url=http://localhost?x=1        | AUTH_SERVICE_URL must be an http or https address",
                "auth.service.timeout=0                       | AUTH_SERVICE_TIMEOUT must be positive",
                "auth.service.timeout=-5                      | AUTH_SERVICE_TIMEOUT must be positive",
                "auth.service.timeout=soon                    | is not a valid duration",
                "auth.verification=remote                     | auth.verification",
                "auth.client.id=tickets                       | AUTH_CLIENT_SECRET is missing while AUTH_CLIENT_ID is set",
                "auth.client.secret=x                         | AUTH_CLIENT_ID is missing while AUTH_CLIENT_SECRET is set",
                "keycloak.url=keycloak                        | KEYCLOAK_URL must be an http or https address",
                "keycloak.public.url=//id                     | KEYCLOAK_PUBLIC_URL must be an http or https address",
                "keycloak.realm=a/b                           | KEYCLOAK_REALM must be the name of a realm"
            })
    void refusesToStartWithWrongSettings(String property, String message) {
        bare.withPropertyValues(property)
                .run(context -> assertThat(context).hasFailed().getFailure().hasStackTraceContaining(message));
    }

    @Test
    void verifiesByTheFacadeEachTime() {
        service.accepts(token);
        connected.run(context -> {
            TokenVerifier verifier = context.getBean(TokenVerifier.class);
            assertThat(verifier.verify(new BearerToken(token))).isInstanceOf(Verification.Valid.class);
            assertThat(verifier.verify(new BearerToken(token))).isInstanceOf(Verification.Valid.class);
            assertThat(service.verifications()).isEqualTo(2);
            assertThat(provider.jwksFetches()).isZero();
        });
    }

    @Test
    void verifiesLocallyWhenToldTo() {
        service.accepts(token);
        connected.withPropertyValues("auth.verification=local").run(context -> {
            TokenVerifier verifier = context.getBean(TokenVerifier.class);
            assertThat(verifier).isInstanceOf(LocalTokenVerifier.class);
            assertThat(verifier.verify(new BearerToken(token))).isInstanceOf(Verification.Valid.class);
            assertThat(verifier.verify(new BearerToken(token))).isInstanceOf(Verification.Valid.class);
            assertThat(service.verifications()).isEqualTo(1);
            assertThat(provider.jwksFetches()).isEqualTo(1);
        });
    }

    @Test
    void looksUsersUpWithItsServiceAccount() {
        provider.registerClient("tickets", "s3cret");
        service.knows(FakeUser.ada());
        connected
                .withPropertyValues("auth.client.id=tickets", "auth.client.secret=s3cret")
                .run(context -> {
                    AuthServiceClient client = context.getBean(AuthServiceClient.class);
                    assertThat(client.userById(FakeUser.ada().id())).isPresent();
                    assertThat(client.userByEmail("ada@example.com")).isPresent();
                    assertThat(provider.tokenRequests()).isEqualTo(1);
                });
    }

    @Test
    void missesTheServiceAccountOnlyWhenUsersAreLookedUp() {
        connected.run(context -> assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> context.getBean(AuthServiceClient.class).userByEmail("ada@example.com"))
                .withMessage("Users can only be looked up with AUTH_CLIENT_ID and AUTH_CLIENT_SECRET set"));
    }

    @Test
    void givesUpAfterTheTimeout() {
        service.slow(Duration.ofSeconds(5));
        connected.withPropertyValues("auth.service.timeout=100").run(context -> {
            assertThat(context.getBean(TokenVerifier.class).verify(new BearerToken(token)))
                    .isInstanceOf(Verification.Unavailable.class);
            assertThat(service.verifications()).isLessThanOrEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"facade, true", "local, false"})
    void tellsWhetherTheAuthServiceIsAlive(String verification, boolean essential) {
        connected.withPropertyValues("auth.verification=" + verification).run(context -> {
            Dependency dependency = context.getBean(Dependency.class);
            assertThat(dependency.name()).isEqualTo("auth-service");
            assertThat(dependency.essential()).isEqualTo(essential);
            dependency.check();

            service.answersEverythingWith(503, "application/json", "{\"status\":\"down\"}");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(dependency::check)
                    .withMessage("the auth service answered 503");
        });
    }

    @Test
    void stepsBackForTheServicesOwnBeans() {
        TokenVerifier ownVerifier = presented -> new Verification.Unavailable("own");
        ServiceAccount ownAccount = ServiceAccount.missing("own");
        connected
                .withBean(TokenVerifier.class, () -> ownVerifier)
                .withBean(ServiceAccount.class, () -> ownAccount)
                .run(context -> {
                    assertThat(context.getBean(TokenVerifier.class)).isSameAs(ownVerifier);
                    assertThat(context.getBean(ServiceAccount.class)).isSameAs(ownAccount);
                    assertThat(context).hasSingleBean(AuthServiceClient.class);
                });
    }
}
