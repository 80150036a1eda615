package dev.helpdesk.service.testing;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.request.ClientAddress;
import dev.helpdesk.service.security.BearerSecurity;
import dev.helpdesk.service.security.BearerTokens;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.TokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.EOFException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A service with one endpoint for each thing the module does. */
@SpringBootApplication
public class ProbeService {

    @Bean
    TokenVerifier tokenVerifier() {
        return new TestTokens();
    }

    @Bean
    @Order(1)
    SecurityFilterChain open(HttpSecurity http, BearerSecurity bearer) {
        return bearer.open(http, "/open/**").build();
    }

    @Bean
    SecurityFilterChain routes(HttpSecurity http, BearerSecurity bearer) {
        return bearer.protect(http)
                .authorizeHttpRequests(to -> to.requestMatchers("/admin/**")
                        .hasRole("admin")
                        .anyRequest()
                        .authenticated())
                .build();
    }

    enum Colour {
        RED,
        BLUE
    }

    record Form(
            @NotBlank(message = "required") @Size(max = 10, message = "too_long") String name,

            @Nullable Integer count,
            @Nullable Double ratio,
            @Nullable Boolean on,
            @Nullable Instant at,
            @Nullable Colour colour,
            @Nullable List<String> tags,
            @Nullable Map<String, String> more) {}

    @RestController
    static class Endpoints {

        private final BearerTokens tokens;

        Endpoints(BearerTokens tokens) {
            this.tokens = tokens;
        }

        @GetMapping("/me")
        Map<String, Object> me(@AuthenticationPrincipal AccessToken token) {
            return Map.of("success", true, "id", token.subject());
        }

        @GetMapping("/admin/me")
        Map<String, Object> admin(@AuthenticationPrincipal AccessToken token) {
            return me(token);
        }

        @GetMapping("/open/check")
        Map<String, Object> check(HttpServletRequest request) {
            return me(tokens.require(request));
        }

        @GetMapping("/open/address")
        Map<String, Object> address(HttpServletRequest request) {
            return Map.of("address", ClientAddress.of(request), "subscriber", ClientAddress.subscriber(request));
        }

        @PostMapping("/open/form")
        Form form(@Valid @RequestBody Form form) {
            return form;
        }

        @GetMapping("/open/items/{id}")
        Map<String, Object> item(@PathVariable UUID id, @RequestParam int limit) {
            return Map.of("id", id, "limit", limit);
        }

        @PostMapping("/open/files")
        Map<String, Object> file(@RequestPart MultipartFile file) {
            return Map.of("size", file.getSize());
        }

        @GetMapping("/open/image")
        ResponseEntity<byte[]> image() {
            return ResponseEntity.ok()
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("Cross-Origin-Resource-Policy", "same-site")
                    .body(new byte[] {1, 2, 3});
        }

        @GetMapping("/open/large")
        List<String> large() {
            return Collections.nCopies(200, "helpdesk");
        }

        @GetMapping("/open/truncated")
        String truncated() {
            throw ApiException.of(CommonError.VALIDATION_FAILED).causedBy(new EOFException("the file ends too early"));
        }

        @GetMapping("/open/failing")
        String failing() {
            throw new IllegalStateException("a secret of the inside");
        }
    }
}
