package dev.helpdesk.user.directory;

import dev.helpdesk.token.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads parts of the list of users by keyset: each page starts behind the last row of the one before, however the list has changed. */
final class DirectorySearch {

    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final Map<String, Object> parameters = new HashMap<>();
    private final DirectoryQuery query;

    private DirectorySearch(DirectoryQuery query) {
        this.query = query;
    }

    static DirectoryPage run(JdbcClient jdbc, DirectoryQuery query) {
        DirectorySearch search = new DirectorySearch(query);
        search.filter();
        long total = search.total(jdbc);
        search.startBehind();
        return search.page(search.rows(jdbc), total);
    }

    private void filter() {
        DirectoryFilter filter = query.filter();
        if (filter.text() != null && !filter.text().isEmpty()) {
            require("search_text like :text", "text", Folding.containing(filter.text()));
        }
        if (filter.role() != null) {
            require(":role = any(roles)", "role", filter.role());
        }
        if (filter.enabled() != null) {
            require("enabled = :enabled", "enabled", filter.enabled());
        }
    }

    private void startBehind() {
        if (query.after() != null) {
            String place = "(%s, user_id) %s (cast(:key as %s), :userId)"
                    .formatted(
                            query.sort().column(),
                            query.sort().descending() ? "<" : ">",
                            query.sort().columnType());
            require(place, "key", query.after().key());
            parameters.put("userId", query.after().userId());
        }
    }

    private void require(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    private long total(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from directory_user where " + String.join(" and ", conditions))
                .params(parameters)
                .query(Long.class)
                .single();
    }

    /** One row more than asked for tells whether there is a next page. */
    private List<Row> rows(JdbcClient jdbc) {
        String direction = query.sort().descending() ? "desc" : "asc";
        String sql =
                "select *, cast(%1$s as text) as key from directory_user where %2$s order by %1$s %3$s, user_id %3$s limit :limit"
                        .formatted(query.sort().column(), String.join(" and ", conditions), direction);
        parameters.put("limit", query.limit() + 1);
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> new Row(DirectoryRows.user(row), row.getString("key")))
                .list();
    }

    private DirectoryPage page(List<Row> rows, long total) {
        List<Row> shown = rows.subList(0, Math.min(rows.size(), query.limit()));
        boolean more = rows.size() > shown.size();
        DirectoryPosition next = more ? shown.getLast().position() : null;
        return new DirectoryPage(shown.stream().map(Row::user).toList(), next, total);
    }

    private record Row(User user, String key) {

        private DirectoryPosition position() {
            return new DirectoryPosition(user.id(), key);
        }
    }
}
