package dev.helpdesk.user.directory;

import dev.helpdesk.token.User;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Turns users into rows of the table and back. */
final class DirectoryRows {

    /** What is not known again is kept: not every token says when the account was made. */
    static final String UPSERT = """
            insert into directory_user as known (user_id, email, first_name, last_name, roles, enabled, email_verified, created_at,
                seen_at, email_key, first_name_key, last_name_key, search_text)
            values (:userId, :email, :firstName, :lastName, :roles, :enabled, :emailVerified, :createdAt,
                clock_timestamp(), :emailKey, :firstNameKey, :lastNameKey, :searchText)
            on conflict (user_id) do update
            set email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
                roles = excluded.roles, enabled = excluded.enabled, email_verified = excluded.email_verified,
                created_at = coalesce(excluded.created_at, known.created_at), seen_at = excluded.seen_at,
                email_key = excluded.email_key, first_name_key = excluded.first_name_key,
                last_name_key = excluded.last_name_key, search_text = excluded.search_text
            where (known.email, known.first_name, known.last_name, known.roles, known.enabled, known.email_verified,
                    known.created_at)
                is distinct from (excluded.email, excluded.first_name, excluded.last_name, excluded.roles, excluded.enabled,
                    excluded.email_verified, coalesce(excluded.created_at, known.created_at))
            """;

    private DirectoryRows() {}

    static SqlParameterSource parameters(User user) {
        String email = Folding.fold(user.email());
        String firstName = Folding.fold(user.firstName());
        String lastName = Folding.fold(user.lastName());
        return new MapSqlParameterSource()
                .addValue("userId", user.id())
                .addValue("email", user.email())
                .addValue("firstName", user.firstName())
                .addValue("lastName", user.lastName())
                .addValue("roles", user.roles().toArray(String[]::new))
                .addValue("enabled", user.enabled())
                .addValue("emailVerified", user.emailVerified())
                .addValue("createdAt", utc(user.createdAt()))
                .addValue("emailKey", email)
                .addValue("firstNameKey", firstName)
                .addValue("lastNameKey", lastName)
                .addValue(
                        "searchText", String.join("\n", email, firstName + " " + lastName, lastName + " " + firstName));
    }

    static User user(ResultSet row) throws SQLException {
        OffsetDateTime createdAt = row.getObject("created_at", OffsetDateTime.class);
        return new User(
                row.getString("user_id"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                texts(row.getArray("roles")),
                row.getBoolean("email_verified"),
                row.getBoolean("enabled"),
                createdAt == null ? null : createdAt.toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
