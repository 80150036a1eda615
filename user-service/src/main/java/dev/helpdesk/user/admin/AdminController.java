package dev.helpdesk.user.admin;

import jakarta.validation.Valid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin")
final class AdminController {

    private final UserList users;
    private final StatsDesk stats;

    AdminController(UserList users, StatsDesk stats) {
        this.users = users;
        this.stats = stats;
    }

    @GetMapping("/users")
    ResponseEntity<UserList.Page> users(@Valid UserListing listing) {
        UserList.Page page = users.page(listing);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (page.nextCursor() != null) {
            answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(listing.path(page.nextCursor())));
        }
        return answer.body(page);
    }

    @GetMapping("/stats")
    StatsAnswer stats() {
        return new StatsAnswer(true, stats.stats());
    }

    record StatsAnswer(boolean success, Stats stats) {}
}
