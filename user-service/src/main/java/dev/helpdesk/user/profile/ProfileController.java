package dev.helpdesk.user.profile;

import dev.helpdesk.service.ratelimit.RateLimit;
import dev.helpdesk.service.ratelimit.RateLimits;
import dev.helpdesk.token.AccessToken;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/profile/me")
final class ProfileController {

    private final Profiles profiles;
    private final RateLimits limits;
    private final RateLimit updates;

    ProfileController(Profiles profiles, RateLimits limits, @Value("${limit.profile.update:60/1m}") String updates) {
        this.profiles = profiles;
        this.limits = limits;
        this.updates = RateLimit.of("profile-update", updates);
    }

    @GetMapping
    ResponseEntity<Answer> read(@AuthenticationPrincipal AccessToken token) {
        return answer(profiles.of(token));
    }

    @PutMapping
    ResponseEntity<Answer> update(
            @AuthenticationPrincipal AccessToken token,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String condition,
            @Valid @RequestBody ProfileUpdate update) {
        limits.take(updates, token.subject());
        return answer(profiles.update(token, update, new IfMatch(condition)));
    }

    private static ResponseEntity<Answer> answer(Profile profile) {
        return ResponseEntity.ok().eTag(profile.etag()).body(new Answer(true, profile.view()));
    }

    record Answer(boolean success, ProfileView profile) {}
}
