package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/auth/stats} and {@code GET /api/admin/stats}. */
@ExtendWith(RunningSystem.class)
class StatsIT {

    private static final Duration CACHE_LIFE = Duration.ofSeconds(30);

    private final Helpdesk helpdesk;

    StatsIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @Test
    void countsUsersSessionsAndLogins() {
        JsonNode stats = authStats();

        assertThat(stats.propertyNames())
                .containsExactlyInAnyOrder("users", "sessions", "logins", "registrations", "revocations", "asOf");
        assertThat(stats.path("users").propertyNames())
                .containsExactlyInAnyOrder("total", "enabled", "disabled", "emailVerified", "byRole");
        assertThat(stats.at("/users/byRole").propertyNames()).contains("user", "agent", "admin");
        assertThat(stats.at("/users/total").asInt())
                .isEqualTo(stats.at("/users/enabled").asInt()
                        + stats.at("/users/disabled").asInt());
        assertThat(stats.at("/users/byRole/admin").asInt()).isPositive();
        assertThat(stats.at("/sessions/active").asInt()).isPositive();
        assertThat(stats.at("/logins/last24h/succeeded").asInt()).isPositive();
        assertThat(stats.at("/logins/last24h").propertyNames()).containsExactlyInAnyOrder("succeeded", "failed");
        assertThat(stats.path("registrations").propertyNames()).containsExactlyInAnyOrder("last24h", "last7d");
        assertThat(stats.at("/revocations").propertyNames()).containsExactlyInAnyOrder("active", "propagationMs");
        assertThat(stats.at("/revocations/propagationMs").propertyNames()).containsExactlyInAnyOrder("p50", "p99");
        assertThat(Instant.parse(stats.path("asOf").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void noticesANewUserAFailedLoginAndALogout() {
        JsonNode before = authStats();
        Person person = Person.unique();
        Session session = helpdesk.register(person);
        helpdesk.auth("POST", "/api/auth/login")
                .json(person.withPassword("not the password").credentials())
                .send()
                .expect(401);
        helpdesk.auth("POST", "/api/auth/logout")
                .bearer(session.accessToken())
                .send()
                .expect(200);

        await().atMost(CACHE_LIFE).untilAsserted(() -> {
            JsonNode after = authStats();
            for (String counter : new String[] {
                "/users/total",
                "/users/byRole/user",
                "/logins/last24h/succeeded",
                "/logins/last24h/failed",
                "/registrations/last24h",
                "/registrations/last7d",
                "/revocations/active"
            }) {
                assertThat(after.at(counter).asInt())
                        .as(counter)
                        .isGreaterThan(before.at(counter).asInt());
            }
            assertThat(after.at("/revocations/propagationMs/p50").asDouble()).isPositive();
        });
    }

    @Test
    void countsProfilesAndAvatars() {
        String admin = helpdesk.admin().accessToken();
        helpdesk.user(TokenMode.FACADE, "GET", "/api/profile/me")
                .bearer(admin)
                .send()
                .expect(200);

        JsonNode stats = helpdesk.user(TokenMode.FACADE, "GET", "/api/admin/stats")
                .bearer(admin)
                .send()
                .expect(200)
                .json()
                .path("stats");

        assertThat(stats.propertyNames()).containsExactlyInAnyOrder("users", "profiles", "avatars", "asOf");
        assertThat(stats.path("users").propertyNames())
                .containsExactlyInAnyOrder("total", "enabled", "disabled", "new24h", "new7d", "byRole");
        assertThat(stats.path("profiles").propertyNames())
                .containsExactlyInAnyOrder("total", "withAvatar", "updated7d");
        assertThat(stats.path("avatars").propertyNames()).containsExactlyInAnyOrder("count", "bytes");
        assertThat(stats.at("/users/total").asInt()).isPositive();
    }

    private JsonNode authStats() {
        Answer answer = helpdesk.auth("GET", "/api/auth/stats")
                .bearer(helpdesk.admin().accessToken())
                .send()
                .expect(200);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        return answer.json().path("stats");
    }
}
