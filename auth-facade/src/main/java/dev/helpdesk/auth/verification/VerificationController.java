package dev.helpdesk.auth.verification;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.security.BearerTokens;
import dev.helpdesk.token.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VerificationController {

    private final BearerTokens tokens;

    VerificationController(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/api/auth/verify")
    ResponseEntity<VerificationResponse> verify(HttpServletRequest request) {
        AccessToken token = verified(request);
        return ResponseEntity.ok()
                .headers(headers -> UserHeaders.write(token.user(), headers))
                .body(VerificationResponse.of(token));
    }

    private AccessToken verified(HttpServletRequest request) {
        try {
            return tokens.require(request);
        } catch (ApiException e) {
            throw e.error().status() == HttpStatus.UNAUTHORIZED ? e.with("valid", false) : e;
        }
    }
}
