package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.keycloak.events.KeycloakClient.Login;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That entries arrive once, after the commit, soon, and late rather than never. */
@ExtendWith(LiveKeycloak.class)
class DeliveryIT {

    private static final int ROUNDS = 200;

    private final LiveKeycloak.Platform platform;
    private final KeycloakClient keycloak;

    DeliveryIT(LiveKeycloak.Platform platform) {
        this.platform = platform;
        this.keycloak = platform.keycloak;
    }

    @Test
    void tellsNothingOfAChangeThatWasRolledBack() throws IOException, InterruptedException {
        String user = keycloak.createUser();
        String taken =
                keycloak.get("/users/" + keycloak.createUser()).path("email").asString();

        assertThat(platform.entries(
                        () -> assertThat(keycloak.tryAdmin("PUT", "/users/" + user, "{\"email\": \"" + taken + "\"}")
                                        .statusCode())
                                .isEqualTo(409)))
                .isEmpty();
    }

    @Test
    void tellsAfterRedisIsBackWhatHappenedWhileItWasAway() throws IOException, InterruptedException {
        String user = keycloak.createUser();
        Login login = keycloak.login(user);
        platform.entries(() -> {});
        platform.redis.stop();
        keycloak.logout(login);
        keycloak.admin("DELETE", "/users/" + user, "");
        platform.redis.start();
        platform.startOver();

        assertThat(Told.in(platform.entriesUpToNow()))
                .containsExactly(
                        "session " + login.sessionId() + " revoked",
                        "tokens of user " + user + " revoked +1",
                        "account-purged " + user);
    }

    @Test
    void showsItsStateToAdmins() throws IOException, InterruptedException {
        assertThat(keycloak.serverInfo()
                        .at("/providers/eventsListener/providers/helpdesk-identity-events/operationalInfo")
                        .path("state")
                        .asString())
                .isEqualTo("forwarding");
        assertThat(keycloak.text(platform.server.metrics()))
                .containsPattern("helpdesk_identity_events_appended_total [1-9]")
                .contains("helpdesk_identity_events_dropped_total 0.0")
                .contains("helpdesk_identity_events_queue 0.0");
    }

    @Test
    void keepsTheRedisPasswordOutOfTheLog() throws IOException {
        assertThat(platform.server.log())
                .contains("helpdesk-identity-events")
                .doesNotContain(TestRedis.PASSWORD)
                .doesNotContain("p%40ss");
    }

    @Test
    void writesSoonAfterKeycloakHasAnswered() throws IOException, InterruptedException {
        String user = keycloak.createUser();
        List<Long> afterAnswer = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Login login = keycloak.login(user);
            List<Long> answered = new ArrayList<>();
            List<TestRedis.Entry> entries = platform.entries(() -> {
                keycloak.logout(login);
                answered.add(System.currentTimeMillis());
            });
            assertThat(Told.in(entries)).containsExactly("session " + login.sessionId() + " revoked");
            afterAnswer.add(entries.getFirst().millis() - answered.getFirst());
        }
        Collections.sort(afterAnswer);
        System.out.printf(
                "logout answered -> entry in the stream, %d rounds: p50 %d ms, p99 %d ms, max %d ms%n",
                ROUNDS, afterAnswer.get(ROUNDS / 2), afterAnswer.get(ROUNDS * 99 / 100), afterAnswer.getLast());
    }
}
