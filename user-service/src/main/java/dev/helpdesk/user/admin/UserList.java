package dev.helpdesk.user.admin;

import dev.helpdesk.token.User;
import dev.helpdesk.user.directory.Directory;
import dev.helpdesk.user.directory.DirectoryPage;
import dev.helpdesk.user.directory.DirectoryPosition;
import dev.helpdesk.user.directory.DirectoryQuery;
import dev.helpdesk.user.profile.ProfileSummary;
import dev.helpdesk.user.profile.Profiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists users page by page, each with what is known of the profile. */
@Component
final class UserList {

    private final Directory directory;
    private final Profiles profiles;
    private final CursorSeal seal;

    UserList(Directory directory, Profiles profiles, CursorSeal seal) {
        this.directory = directory;
        this.profiles = profiles;
        this.seal = seal;
    }

    Page page(UserListing listing) {
        DirectoryPage page = directory.page(query(listing));
        Map<String, ProfileSummary> summaries =
                profiles.summaries(page.users().stream().map(User::id).toList());
        List<ListedUser> users = page.users().stream()
                .map(user -> ListedUser.of(user, summaries.get(user.id())))
                .toList();
        DirectoryPosition next = page.next();
        return new Page(true, users, next == null ? null : seal.seal(next, listing.list()), page.total());
    }

    private DirectoryQuery query(UserListing listing) {
        String cursor = listing.cursor();
        DirectoryPosition after = cursor == null ? null : seal.open(cursor, listing.list());
        return new DirectoryQuery(listing.filter(), listing.order(), after, listing.limitOrUsual());
    }

    /** The answer of the API. */
    record Page(
            boolean success,
            List<ListedUser> users,
            @Nullable String nextCursor,
            long total) {}
}
