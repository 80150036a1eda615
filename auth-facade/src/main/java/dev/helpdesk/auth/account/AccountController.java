package dev.helpdesk.auth.account;

import dev.helpdesk.token.AccessToken;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/me")
    UserResponse me(@AuthenticationPrincipal AccessToken caller) {
        return UserResponse.of(accounts.me(caller));
    }

    @GetMapping("/users/{userId}")
    UserResponse byId(@AuthenticationPrincipal AccessToken caller, @PathVariable String userId) {
        return UserResponse.of(accounts.byId(caller, userId));
    }

    @GetMapping("/users/email/{email}")
    UserResponse byEmail(@PathVariable String email) {
        return UserResponse.of(accounts.byEmail(email));
    }

    @GetMapping("/users")
    UsersResponse list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return accounts.list(limit, cursor);
    }
}
