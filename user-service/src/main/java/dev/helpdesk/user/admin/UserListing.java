package dev.helpdesk.user.admin;

import dev.helpdesk.user.directory.DirectoryFilter;
import dev.helpdesk.user.directory.DirectorySort;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The query parameters of the list of users. */
record UserListing(
        @Min(value = 1, message = "out_of_range") @Max(value = 100, message = "out_of_range") @Nullable Integer limit,

        @Nullable String cursor,

        @Size(max = 200, message = "too_long") @Pattern(regexp = "\\P{Cc}*", message = "invalid_characters") @Nullable String q,

        @Pattern(regexp = "user|agent|admin", message = "unsupported_value") @Nullable String role,

        @Pattern(regexp = "enabled|disabled", message = "unsupported_value") @Nullable String status,

        @Pattern(regexp = DirectorySort.SYNTAX, message = "unsupported_value") @Nullable String sort) {

    private static final int USUAL_LIMIT = 50;
    private static final String USUAL_SORT = "createdAt";

    int limitOrUsual() {
        return Objects.requireNonNullElse(limit, USUAL_LIMIT);
    }

    DirectorySort order() {
        return DirectorySort.parse(Objects.requireNonNullElse(sort, USUAL_SORT));
    }

    DirectoryFilter filter() {
        return new DirectoryFilter(q, role, status == null ? null : status.equals("enabled"));
    }

    /** Tells lists apart: a cursor is good for the one it was made for. */
    String list() {
        return order() + " " + filter();
    }

    /** The path of the page that starts at a cursor. */
    String path(String nextCursor) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath("/api/admin/users");
        path.queryParam("limit", limitOrUsual());
        add(path, "q", q);
        add(path, "role", role);
        add(path, "status", status);
        add(path, "sort", sort);
        return path.queryParam("cursor", nextCursor).encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.queryParam(name, "{" + name + "}");
            path.uriVariables(Map.of(name, value));
        }
    }
}
