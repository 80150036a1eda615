package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.systemtests.tickets.TicketService;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What {@code docs/adding-a-service.md} promises, kept by a service that does nothing more than it says. */
@ExtendWith(RunningSystem.class)
class NewServiceIT {

    private final Helpdesk helpdesk;

    NewServiceIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @Test
    void isProtectedByOneDependencyAndThreeProperties() {
        Session session = helpdesk.register(Person.unique());
        try (ConfigurableApplicationContext service = start()) {
            String url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port");

            Call mine = Call.get(url + "/api/tickets/mine");
            mine.send().expectError(401, "token_missing");
            mine.bearer("a.b.c").send().expectError(401, "token_invalid");
            assertThat(mine.bearer(session.accessToken()).send().expect(200).at("/owner"))
                    .isEqualTo(session.userId());
            helpdesk.auth("POST", "/api/auth/logout")
                    .bearer(session.accessToken())
                    .send()
                    .expect(200);
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            mine.bearer(session.accessToken()).french().send().expectError(401, "token_revoked"));
            assertThat(Call.get(url + "/health").send().expect(200).at("/dependencies/auth-service/status"))
                    .isEqualTo("ok");
        }
    }

    @Test
    void looksUsersUpWithItsOwnAccount() {
        Session session = helpdesk.register(Person.unique());
        try (ConfigurableApplicationContext service = start()) {
            String url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port");
            Call owner =
                    Call.get(url + "/api/tickets/owners/" + session.userId()).bearer(session.accessToken());

            assertThat(owner.send().expect(200).at("/owner")).isEqualTo("Ada");
            assertThat(Call.get(url + "/api/tickets/owners/" + UUID.randomUUID())
                            .bearer(session.accessToken())
                            .send()
                            .expect(200)
                            .at("/owner"))
                    .isEqualTo("unknown");
        }
    }

    private ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(TicketService.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "keycloak.url", helpdesk.variable("KEYCLOAK_URL"),
                "auth.service.url", helpdesk.variable("AUTH_URL"),
                "auth.client.id", helpdesk.variable("AUTH_CLIENT_ID"),
                "auth.client.secret", helpdesk.variable("AUTH_CLIENT_SECRET")));
        return application.run();
    }
}
