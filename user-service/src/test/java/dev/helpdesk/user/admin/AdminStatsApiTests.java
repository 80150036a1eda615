package dev.helpdesk.user.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.token.User;
import dev.helpdesk.user.avatar.Pictures;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class AdminStatsApiTests {

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @Autowired
    private JdbcClient jdbc;

    private static User madeHoursAgo(int hours, boolean enabled, String... roles) {
        User user = People.user("x@example.org", "X", "Y", enabled, roles);
        Instant createdAt = Instant.now().minus(hours, ChronoUnit.HOURS);
        return new User(user.id(), user.email(), "X", "Y", user.roles(), true, enabled, createdAt);
    }

    @Test
    void countsUsersProfilesAndAvatars() {
        jdbc.sql("truncate profile cascade").update();
        User admin = People.admin();
        User newest = madeHoursAgo(2, true, "user", "agent");
        authService.lists(List.of(admin, newest, madeHoursAgo(30, false, "user"), madeHoursAgo(300, true, "user")));
        String token = authService.tokenOf(admin);
        await().until(() -> api.get("/api/admin/users", token).at("/total").asInt() == 4);
        api.upload(authService.tokenOf(newest), "avatar", Pictures.png(100, 100))
                .expect(200);
        api.get("/api/profile/me", token).expect(200);
        jdbc.sql("update profile set updated_at = now() - interval '8 days' where user_id = ?")
                .param(admin.id())
                .update();

        Answer answer = api.get("/api/admin/stats", token).expect(200);

        JsonNode stats = answer.at("/stats");
        assertThat(answer.at("/success").asBoolean()).isTrue();
        assertThat(stats.propertyNames()).containsExactly("users", "profiles", "avatars", "asOf");
        assertThat(stats.at("/users"))
                .hasToString("{\"total\":4,\"enabled\":3,\"disabled\":1,\"new24h\":1,\"new7d\":2,"
                        + "\"byRole\":{\"admin\":1,\"agent\":1,\"user\":4}}");
        assertThat(stats.at("/profiles")).hasToString("{\"total\":2,\"withAvatar\":1,\"updated7d\":1}");
        assertThat(stats.at("/avatars/count").asInt()).isEqualTo(1);
        assertThat(stats.at("/avatars/bytes").asLong()).isEqualTo(storedBytes()).isPositive();
        assertThat(Instant.parse(stats.at("/asOf").asString())).isBeforeOrEqualTo(Instant.now());
    }

    private long storedBytes() {
        return jdbc.sql("select sum(octet_length(image)) from avatar")
                .query(Long.class)
                .single();
    }
}
