package dev.helpdesk.user.directory;

import dev.helpdesk.token.User;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every user of the realm, as far as this service has heard. */
@Component
public class Directory {

    private static final List<String> ROLES = List.of("user", "agent", "admin");

    private final JdbcClient jdbc;
    private final Backlog backlog;

    Directory(JdbcClient jdbc, Backlog backlog) {
        this.jdbc = jdbc;
        this.backlog = backlog;
    }

    /**
     * Takes note of a user who is calling, in case the log never told of them. Looks them up, rather than believing what may be an old
     * token, or one of somebody who is gone.
     */
    public void seen(User user) {
        if (LookUps.isPerson(user)) {
            backlog.user(user.id());
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
}
