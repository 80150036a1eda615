package dev.helpdesk.user.directory;

import dev.helpdesk.token.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ordered list of users.
 *
 * @param users the users
 * @param next where the list goes on, or null at its end
 * @param total how many users the whole list has
 */
public record DirectoryPage(List<User> users, @Nullable DirectoryPosition next, long total) {

    public DirectoryPage {
        users = List.copyOf(users);
    }
}
