package dev.helpdesk.systemtests.tickets;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The sample of {@code docs/adding-a-service.md}: every endpoint wants an access token that holds. */
@SpringBootApplication
@RestController
public class TicketService {

    private final AuthServiceClient auth;

    TicketService(AuthServiceClient auth) {
        this.auth = auth;
    }

    @GetMapping("/api/tickets/mine")
    Map<String, Object> mine(@AuthenticationPrincipal AccessToken token) {
        return Map.of("owner", token.subject(), "tickets", List.of());
    }

    @GetMapping("/api/tickets/owners/{id}")
    Map<String, Object> owner(@PathVariable String id) {
        return Map.of("owner", auth.userById(id).map(User::firstName).orElse("unknown"));
    }
}
