package dev.helpdesk.user.directory;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the directory has come, the same for all replicas. */
@Component
final class Progress {

    /** A replica that is frozen while it holds the row would hold up all others. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    Progress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far it has come, and that stays so until the caller's transaction ends: nobody else writes to the directory. */
    @Nullable LogPosition lock() {
        jdbc.sql("select set_config('idle_in_transaction_session_timeout', :millis, true)")
                .param("millis", Long.toString(LONGEST_SILENCE.toMillis()))
                .query(String.class)
                .single();
        return position("select position from directory_projection for update");
    }

    @Nullable LogPosition position() {
        return position("select position from directory_projection");
    }

    private @Nullable LogPosition position(String sql) {
        String text = jdbc.sql(sql)
                .query((row, number) -> new Stored(row.getString("position")))
                .single()
                .position();
        return text == null ? null : LogPosition.parse(text);
    }

    void reached(LogPosition position) {
        jdbc.sql("update directory_projection set position = :position")
                .param("position", position.toString())
                .update();
    }

    OffsetDateTime now() {
        return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }

    void copied(OffsetDateTime begun) {
        jdbc.sql("update directory_projection set copied_at = greatest(copied_at, :begun)")
                .param("begun", begun)
                .update();
    }

    boolean isCopiedSince(OffsetDateTime asked) {
        return jdbc.sql("select coalesce(copied_at >= :asked, false) from directory_projection")
                .param("asked", asked)
                .query(Boolean.class)
                .single();
    }

    /** How long until the last copy is older than this; nothing when it is, or when there is none. */
    Duration untilCopyIsOlderThan(Duration age) {
        long millis =
                jdbc.sql("""
                        select coalesce(ceil(extract(epoch from (copied_at - clock_timestamp())) * 1000), -:age) + :age
                        from directory_projection
                        """).param("age", age.toMillis()).query(Long.class).single();
        return Duration.ofMillis(Math.max(0, millis));
    }

    private record Stored(@Nullable String position) {}
}
