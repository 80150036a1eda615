package dev.helpdesk.user.directory;

import dev.helpdesk.token.User;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every user of the realm, as far as this service has heard. */
@Component
public class Directory {

    /** The role of service accounts, which are no people. */
    private static final String SERVICE = "service";

    private static final List<String> ROLES = List.of("user", "agent", "admin");

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    Directory(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Takes note of a user who is calling, so that new ones are listed at once. */
    public void seen(User user) {
        if (!user.roles().contains(SERVICE)) {
            put(List.of(user));
        }
    }

    /** A part of the list of the users that pass the filter. */
    public DirectoryPage page(DirectoryQuery query) {
        return DirectorySearch.run(jdbc, query);
    }

    /** The figures on users, as of now. */
    public DirectoryCounts counts() {
        return jdbc.sql("""
                        select count(*) as total,
                            count(*) filter (where enabled) as enabled,
                            count(*) filter (where created_at > now() - interval '24 hours') as new24h,
                            count(*) filter (where created_at > now() - interval '7 days') as new7d
                        from directory_user
                        """)
                .query((row, number) -> new DirectoryCounts(
                        row.getLong("total"),
                        row.getLong("enabled"),
                        row.getLong("total") - row.getLong("enabled"),
                        row.getLong("new24h"),
                        row.getLong("new7d"),
                        byRole()))
                .single();
    }

    private Map<String, Long> byRole() {
        Map<String, Long> counts = new TreeMap<>();
        ROLES.forEach(role -> counts.put(role, 0L));
        jdbc.sql("select role, count(*) as users from directory_user, unnest(roles) as role group by role")
                .query(row -> {
                    counts.put(row.getString("role"), row.getLong("users"));
                });
        return counts;
    }

    void put(Collection<User> users) {
        SqlParameterSource[] rows =
                users.stream().map(DirectoryRows::parameters).toArray(SqlParameterSource[]::new);
        batches.batchUpdate(DirectoryRows.UPSERT, rows);
    }

    OffsetDateTime now() {
        return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /** Forgets all users but these and those heard of since. */
    int retain(Collection<String> userIds, OffsetDateTime since) {
        return jdbc.sql("delete from directory_user where seen_at < :since and user_id <> all(:userIds)")
                .param("since", since)
                .param("userIds", userIds.toArray(String[]::new))
                .update();
    }
}
