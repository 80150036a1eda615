package dev.helpdesk.user.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.token.event.AccountChange;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.TokenScope;
import dev.helpdesk.user.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a replica of the service has of the directory; several may share a database. */
final class Replica implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(1);

    final Backlog backlog = new Backlog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Progress progress;
    final Projection projection;
    final DirectoryCopy copy;
    final Directory directory;
    final DirectoryEvents events;
    final ReplicaLock lock;
    private final JdbcClient jdbc;
    private final LookUps lookUps;
    private final DirectoryUpkeep upkeep;

    Replica(DataSource database, AuthServiceClient authService) {
        jdbc = JdbcClient.create(database);
        lookUps = new LookUps(authService);
        progress = new Progress(jdbc);
        DirectoryTable table = new DirectoryTable(jdbc, new NamedParameterJdbcTemplate(database));
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        projection = new Projection(authService, lookUps, progress, table, transactions, meters);
        lock = new ReplicaLock(database);
        copy = new DirectoryCopy(backlog, projection, progress, table, lock, meters);
        directory = new Directory(jdbc, backlog);
        events = new DirectoryEvents(backlog, progress);
        upkeep = new DirectoryUpkeep(backlog, projection, copy, progress, meters, NEVER);
    }

    /** An empty database with the service's tables. */
    static HikariDataSource database() {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(TestDatabase.create());
        Flyway.configure().dataSource(database).load().migrate();
        // Not yet copied would mean a copy as soon as a replica starts.
        JdbcClient.create(database)
                .sql("update directory_projection set copied_at = now()")
                .update();
        return database;
    }

    /** Begins to work off what it hears. */
    Replica start() {
        upkeep.start();
        return this;
    }

    void hears(String position, AccountChange change, String userId) {
        events.event(
                position,
                new IdentityEvent.AccountChanged(UUID.randomUUID().toString(), Instant.now(), change, userId));
    }

    void hearsOfEveryone(String position) {
        events.event(
                position,
                new IdentityEvent.TokensRevokedBefore(
                        UUID.randomUUID().toString(), Instant.now(), new TokenScope.OfEveryone(), Instant.EPOCH));
    }

    void hearsOfASession(String position) {
        events.event(
                position, new IdentityEvent.SessionRevoked(UUID.randomUUID().toString(), Instant.now(), "session"));
    }

    /** Says where the log goes on, as after a copy. */
    void stands(String position) {
        jdbc.sql("update directory_projection set position = :position")
                .param("position", position)
                .update();
    }

    List<String> known() {
        return jdbc.sql("select user_id from directory_user")
                .query((row, number) -> Objects.requireNonNull(row.getString("user_id")))
                .list();
    }

    /** A column of the user's row as text. */
    String of(String userId, String column) {
        return jdbc.sql("select %s::text from directory_user where user_id = :userId".formatted(column))
                .param("userId", userId)
                .query(String.class)
                .optional()
                .orElse("gone");
    }

    /** Keeps the calling thread here until the latch is open. */
    static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        upkeep.stop();
        lookUps.close();
    }
}
