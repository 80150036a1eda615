package dev.helpdesk.auth.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/register")
    ResponseEntity<Object> register(@Valid @RequestBody RegistrationRequest body, HttpServletRequest request) {
        Repeatable<Registered> answer = sessions.register(body, request);
        return switch (answer.value()) {
            case Registered.WithSession(SessionResponse session) ->
                ResponseEntity.created(
                                URI.create("/api/auth/users/" + session.user().id()))
                        .headers(answer::describe)
                        .body(session);
            case Registered.Unverified pending ->
                ResponseEntity.accepted().headers(answer::describe).body(VerificationPending.ANSWER);
        };
    }

    @PostMapping("/login")
    SessionResponse logIn(@Valid @RequestBody LoginRequest body, HttpServletRequest request) {
        return sessions.logIn(body, request);
    }

    @PostMapping("/refresh")
    SessionResponse refresh(@Valid @RequestBody RefreshRequest body, HttpServletRequest request) {
        return sessions.refresh(body, request);
    }

    @PostMapping("/logout")
    Success logOut(@Valid @RequestBody(required = false) @Nullable LogoutRequest body, HttpServletRequest request) {
        sessions.logOut(body == null ? LogoutRequest.EMPTY : body, request);
        return Success.ANSWER;
    }
}
