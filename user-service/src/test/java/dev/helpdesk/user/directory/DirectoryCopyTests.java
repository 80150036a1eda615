package dev.helpdesk.user.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.token.User;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@UserServiceTest
@TestPropertySource(properties = "directory.copy.interval=1h")
class DirectoryCopyTests {

    @Autowired
    private Directory directory;

    @Autowired
    private ReplicaLock lock;

    @Autowired
    private JdbcClient jdbc;

    private final InMemoryAuthService authService = new InMemoryAuthService();
    private final User ada = People.named("Ada", "Lovelace");
    private final User alan = People.named("Alan", "Turing");
    private final User marie = People.named("Marie", "Curie");

    private DirectoryCopy copy;

    @BeforeEach
    void copyOnce() {
        copy = new DirectoryCopy(authService, directory, lock);
        authService.lists(List.of(ada, alan, marie));
        await().until(() -> {
            copy.run();
            return known().containsAll(List.of(ada.id(), alan.id(), marie.id()));
        });
    }

    @Test
    void forgetsUsersWhoAreMissingTwice() {
        authService.lists(List.of(ada, marie));

        copy.run();
        assertThat(known()).contains(alan.id());

        copy.run();
        assertThat(known()).contains(ada.id(), marie.id()).doesNotContain(alan.id());
    }

    @Test
    void keepsUsersWhoArePassedOverOnce() {
        for (int i = 0; i < 3; i++) {
            authService.lists(List.of(ada, marie));
            copy.run();
            authService.lists(List.of(ada, alan));
            copy.run();
        }
        assertThat(known()).contains(ada.id(), alan.id(), marie.id());
    }

    @Test
    void keepsUsersWhoCalledBetweenTwoPasses() {
        User newcomer = People.named("New", "Comer");
        directory.seen(newcomer);

        copy.run();
        assertThat(known()).contains(newcomer.id());

        copy.run();
        assertThat(known()).doesNotContain(newcomer.id());
    }

    @Test
    void doesNotCountAPassThatFailed() {
        authService.lists(List.of(ada, marie));
        copy.run();
        authService.down(true);
        copy.run();
        authService.down(false);
        authService.lists(List.of(ada, alan, marie));
        copy.run();

        assertThat(known()).contains(alan.id());
    }

    private List<String> known() {
        return jdbc.sql("select user_id from directory_user")
                .query((row, number) -> Objects.requireNonNull(row.getString("user_id")))
                .list();
    }
}
