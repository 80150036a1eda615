package dev.helpdesk.auth.keycloak;

import dev.helpdesk.auth.keycloak.TokenEndpoint.Answer;
import dev.helpdesk.service.guard.Guard;
import dev.helpdesk.token.BearerToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@link KeycloakTokens} over HTTP. Keycloak tells most cases apart by a sentence only; the sentences stand in this class alone. */
class RestKeycloakTokens implements KeycloakTokens {

    private final TokenEndpoint endpoint;
    private final KeycloakGuards guards;
    private final PendingActions pendingActions;

    /** Looks up what an account has to do, when Keycloak says that it has to do something. */
    @FunctionalInterface
    interface PendingActions {
        List<String> of(String email);
    }

    RestKeycloakTokens(TokenEndpoint endpoint, KeycloakGuards guards, PendingActions pendingActions) {
        this.endpoint = endpoint;
        this.guards = guards;
        this.pendingActions = pendingActions;
    }

    @Override
    public Grant logIn(String email, String password, @Nullable String otp) {
        Form form = password(email, password).with("totp", otp);
        return grant(Unavailable.orAnswer(() -> guards.logins().call(() -> endpoint.post("token", form))), email);
    }

    @Override
    public Grant logInNew(String email, String password) {
        Form form = password(email, password);
        return grant(Unavailable.orAnswer(() -> guards.logins().complete(() -> endpoint.post("token", form))), email);
    }

    private static Form password(String email, String password) {
        return Form.of("grant_type", "password")
                .with("scope", "openid")
                .with("username", email)
                .with("password", password);
    }

    private Grant grant(Answer answer, String email) {
        if (answer.isSuccess()) {
            SessionTokens tokens = tokens(answer.body());
            return new Grant.Granted(tokens, TokenClaims.userOf(tokens.accessToken()));
        }
        if (!answer.error().equals("invalid_grant")) {
            throw Unavailable.answered("the password grant", answer.status(), answer.error());
        }
        // Keycloak says this after the right password only.
        return answer.description().equals("Account is not fully set up")
                ? new Grant.ActionRequired(pendingActions.of(email))
                : new Grant.InvalidCredentials();
    }

    @Override
    public Renewal refresh(String refreshToken) {
        Form form = Form.of("grant_type", "refresh_token").with("refresh_token", refreshToken);
        Answer answer = Unavailable.orAnswer(() -> guards.sessions().call(() -> endpoint.post("token", form)));
        if (answer.isSuccess()) {
            SessionTokens tokens = tokens(answer.body());
            return new Renewal.Renewed(tokens, TokenClaims.userOf(tokens.accessToken()));
        }
        return switch (answer.error()) {
            case "invalid_grant" -> refusal(answer.description(), refreshToken);
            // What Keycloak answers to a token longer than it reads.
            case "invalid_request" -> new Renewal.Invalid();
            default -> throw Unavailable.answered("the refresh grant", answer.status(), answer.error());
        };
    }

    private static Renewal refusal(String description, String refreshToken) {
        return switch (description) {
            case "Token is not active" -> new Renewal.Expired();
            case "Session not active", "Session doesn't have required client", "User disabled", "Unknown user" ->
                new Renewal.SessionEnded();
            // Said after the signature was checked: the claims are genuine.
            case "Maximum allowed refresh token reuse exceeded", "Stale token" ->
                SessionHolder.unverified(refreshToken)
                        .<Renewal>map(Renewal.Reused::new)
                        .orElseGet(Renewal.Invalid::new);
            default -> new Renewal.Invalid();
        };
    }

    @Override
    public boolean honours(BearerToken token) {
        return introspect(guards.introspections(), token.value(), "access_token")
                .path("active")
                .asBoolean(false);
    }

    @Override
    public Optional<SessionHolder> holderOf(String refreshToken) {
        JsonNode answer = introspect(guards.sessions(), refreshToken, "refresh_token");
        return answer.path("active").asBoolean(false) ? SessionHolder.in(answer) : Optional.empty();
    }

    @Override
    public Optional<SessionHolder> endSessionOf(String refreshToken) {
        Form form = Form.of("refresh_token", refreshToken);
        Answer answer =
                Unavailable.orAnswer(() -> guards.sessions().callAgainIfCut(() -> endpoint.post("logout", form)));
        return answer.isSuccess() ? SessionHolder.unverified(refreshToken) : Optional.empty();
    }

    private JsonNode introspect(Guard guard, String token, String hint) {
        Form form = Form.of("token", token).with("token_type_hint", hint);
        Answer answer = Unavailable.orAnswer(() -> guard.callAgainIfCut(() -> endpoint.post("token/introspect", form)));
        if (!answer.isSuccess()) {
            throw Unavailable.answered("introspection", answer.status(), answer.error());
        }
        return answer.body();
    }

    private static SessionTokens tokens(JsonNode body) {
        if (!body.path("access_token").isString() || !body.path("session_state").isString()) {
            throw Unavailable.answered("a grant without its tokens", 200, null);
        }
        return new SessionTokens(
                body.path("access_token").asString(),
                body.path("refresh_token").asString(""),
                body.path("expires_in").asLong(0),
                body.path("refresh_expires_in").asLong(0),
                body.path("session_state").asString());
    }
}
