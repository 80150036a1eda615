package dev.helpdesk.user.directory;

import dev.helpdesk.token.User;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the directory, to be written by whoever has locked its {@link Progress}. */
@Component
final class DirectoryTable {

    private static final int SLICE = 1000;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    DirectoryTable(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void put(Collection<User> users) {
        if (users.isEmpty()) {
            return;
        }
        SqlParameterSource[] rows =
                users.stream().map(DirectoryRows::parameters).toArray(SqlParameterSource[]::new);
        batches.batchUpdate(DirectoryRows.UPSERT, rows);
    }

    void remove(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return;
        }
        jdbc.sql("delete from directory_user where user_id = any(:userIds)")
                .param("userIds", userIds.toArray(String[]::new))
                .update();
    }

    /** Who is in the directory, is not among these and was not written since. Read in slices, so that no statement takes long. */
    List<String> others(Set<String> userIds, OffsetDateTime since) {
        List<String> others = new ArrayList<>();
        List<String> slice = slice("", since);
        while (!slice.isEmpty()) {
            slice.stream().filter(id -> !userIds.contains(id)).forEach(others::add);
            slice = slice(slice.getLast(), since);
        }
        return others;
    }

    private List<String> slice(String after, OffsetDateTime since) {
        return jdbc.sql("""
                        select user_id from directory_user where user_id > :after and seen_at < :since
                        order by user_id limit :size
                        """)
                .param("after", after)
                .param("since", since)
                .param("size", SLICE)
                .query((row, number) -> Objects.requireNonNull(row.getString("user_id")))
                .list();
    }
}
