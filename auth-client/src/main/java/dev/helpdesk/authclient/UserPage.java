package dev.helpdesk.authclient;

import dev.helpdesk.token.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of users.
 *
 * @param users the users of this page
 * @param nextCursor where the next page starts, or null on the last
 */
public record UserPage(List<User> users, @Nullable String nextCursor) {

    public UserPage {
        users = List.copyOf(users);
    }
}
