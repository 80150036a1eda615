package dev.helpdesk.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.helpdesk.token.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of users; without a next cursor it is the last. */
record UsersResponse(
        boolean success,
        List<User> users,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {

    UsersResponse {
        users = List.copyOf(users);
    }
}
