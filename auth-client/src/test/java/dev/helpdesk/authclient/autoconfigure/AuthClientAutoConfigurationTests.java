package dev.helpdesk.authclient.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.AuthServiceUnavailableException;
import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.authclient.feed.IdentityFeed;
import dev.helpdesk.authclient.test.FakeAuthService;
import dev.helpdesk.authclient.test.FakeUser;
import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.verification.FacadeTokenVerifier;
import dev.helpdesk.authclient.verification.LocalTokenVerifier;
import dev.helpdesk.service.health.DegradedException;
import dev.helpdesk.service.health.Dependency;
import dev.helpdesk.service.security.StaleReads;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import dev.helpdesk.token.event.IdentityEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
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
            assertThat(auth.service().url()).containsExactly(URI.create("http://localhost:3001"));
            assertThat(auth.stale().grace()).isZero();
            assertThat(context).doesNotHaveBean(IdentityFeed.class);
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
                    assertThat(auth.service().url()).containsExactly(URI.create("http://localhost:3001"));
                    assertThat(context).doesNotHaveBean(IdentityFeed.class);
                    assertThat(auth.client()).isEqualTo(new AuthProperties.Client(null, null));
                    assertThat(context.getBean(KeycloakProperties.class).issuer())
                            .isEqualTo("http://localhost:8080/realms/helpdesk");
                });
    }

    @Test
    void readsEveryVariableOfTheEnvironment() {
        Map<String, Object> environment = Map.of(
                "AUTH_SERVICE_URL", "https://auth.example.com/base/, http://second:3001",
                "AUTH_STALE_GRACE", "30",
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
                    assertThat(auth.service().url())
                            .containsExactly(
                                    URI.create("https://auth.example.com/base"), URI.create("http://second:3001"));
                    assertThat(auth.stale().grace()).isEqualTo(Duration.ofSeconds(30));
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
                "auth.service.url=http://a,localhost:3001     | AUTH_SERVICE_URL must be an http or https address",
                "auth.stale.grace=61                          | AUTH_STALE_GRACE must be between 0 and 60 seconds",
                "auth.stale.grace=-1                          | AUTH_STALE_GRACE must be between 0 and 60 seconds",
                "auth.verification=local                      | AUTH_VERIFICATION can only be local with AUTH_CLIENT_ID",
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

    private ApplicationContextRunner following(String verification) {
        provider.registerClient("tickets", "s3cret");
        service.feed().beatsEvery(Duration.ofMillis(50));
        return connected.withPropertyValues(
                "auth.client.id=tickets", "auth.client.secret=s3cret", "auth.verification=" + verification);
    }

    private static void awaitFeed(ApplicationContext context) {
        await().until(() -> context.getBean(IdentityFeed.class).state() == IdentityFeed.State.FRESH);
    }

    @Test
    void verifiesByTheFacadeEachTimeWithoutAnAccount() {
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
    void verifiesByTheFacadeOnceWhileItFollowsTheFeed() {
        service.accepts(token);
        following("facade").run(context -> {
            awaitFeed(context);
            TokenVerifier verifier = context.getBean(TokenVerifier.class);
            assertThat(verifier).isInstanceOf(FacadeTokenVerifier.class);
            for (int i = 0; i < 3; i++) {
                assertThat(verifier.verify(new BearerToken(token))).isInstanceOf(Verification.Valid.class);
            }
            assertThat(service.verifications()).isEqualTo(1);

            service.feed().publishesKeys("key-2");
            await().until(() -> {
                verifier.verify(new BearerToken(token));
                return service.verifications() == 2;
            });
        });
    }

    @Test
    void verifiesLocallyWhenToldTo() {
        following("local").run(context -> {
            awaitFeed(context);
            TokenVerifier verifier = context.getBean(TokenVerifier.class);
            assertThat(verifier).isInstanceOf(LocalTokenVerifier.class);
            await().until(() -> verifier.verify(new BearerToken(token)) instanceof Verification.Valid);
            assertThat(service.verifications()).isZero();
            assertThat(provider.jwksFetches()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"facade", "local"})
    void refusesWhatTheFeedSaysIsRevoked(String verification) {
        service.accepts(token);
        following(verification).run(context -> {
            awaitFeed(context);
            TokenVerifier verifier = context.getBean(TokenVerifier.class);
            await().until(() -> verifier.verify(new BearerToken(token)) instanceof Verification.Valid);

            service.revokes(token);

            await().untilAsserted(() -> assertThat(verifier.verify(new BearerToken(token)))
                    .isEqualTo(new Verification.Rejected(Verification.Reason.REVOKED)));
            service.close();
            assertThat(verifier.verify(new BearerToken(token)))
                    .isEqualTo(new Verification.Rejected(Verification.Reason.REVOKED));
        });
    }

    @ParameterizedTest
    @CsvSource({"0, false", "30, true"})
    void letsReadsGoOnForTheGrace(int grace, boolean heldLately) {
        service.accepts(token);
        following("facade").withPropertyValues("auth.stale.grace=" + grace).run(context -> {
            awaitFeed(context);
            TokenVerifier verifier = context.getBean(TokenVerifier.class);
            assertThat(verifier.verify(new BearerToken(token))).isInstanceOf(Verification.Valid.class);
            service.feed().distrusts();
            service.cannotTell(token);
            await().until(() -> verifier.verify(new BearerToken(token)) instanceof Verification.Unavailable);

            assertThat(((StaleReads) verifier)
                            .heldLately(new BearerToken(token))
                            .isPresent())
                    .isEqualTo(heldLately);
        });
    }

    @Test
    void tellsEveryListener() {
        List<String> told = new CopyOnWriteArrayList<>();
        following("facade")
                .withBean(IdentityEventListener.class, () -> new Recorder(told))
                .run(context -> {
                    awaitFeed(context);
                    service.feed()
                            .changesAccount("account-updated", FakeUser.ada().id());
                    await().untilAsserted(() -> assertThat(told)
                            .containsExactly(
                                    "reset 0-0", "1-0 " + FakeUser.ada().id()));
                });
    }

    /** Writes down what it hears. */
    private record Recorder(List<String> told) implements IdentityEventListener {

        @Override
        public void reset(String position) {
            told.add("reset " + position);
        }

        @Override
        public void event(String position, IdentityEvent event) {
            if (event instanceof IdentityEvent.AccountChanged changed) {
                told.add(position + " " + changed.userId());
            }
        }
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

    @Test
    void tellsWhetherTheAuthServiceIsAliveWithoutAnAccount() {
        connected.run(context -> {
            Dependency dependency = context.getBean(Dependency.class);
            assertThat(dependency.name()).isEqualTo("auth-service");
            assertThat(dependency.essential()).isTrue();
            dependency.check();

            service.answersEverythingWith(503, "application/json", "{\"status\":\"down\"}");
            assertThatExceptionOfType(AuthServiceUnavailableException.class)
                    .isThrownBy(dependency::check)
                    .withMessage("the auth service cannot be reached: it answered 503");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"facade", "local"})
    void isNotReadyBeforeTheFeedWasFollowed(String verification) {
        service.feed().cuts();
        following(verification).run(context -> {
            Dependency dependency = context.getBean(Dependency.class);
            assertThat(dependency.essential()).isTrue();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(dependency::check)
                    .withMessage("the auth service's feed was never followed to its end");

            service.feed().joins();
            awaitFeed(context);
            dependency.check();
            assertThat(dependency.essential()).isFalse();
        });
    }

    @Test
    void isDegradedWhileTheFeedIsStale() {
        following("local").run(context -> {
            Dependency dependency = context.getBean(Dependency.class);
            awaitFeed(context);
            service.feed().distrusts();
            await().untilAsserted(() -> assertThatExceptionOfType(DegradedException.class)
                    .isThrownBy(dependency::check)
                    .withMessage("the auth service's feed is stale: each token is asked about"));
            assertThat(dependency.essential()).isFalse();
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
