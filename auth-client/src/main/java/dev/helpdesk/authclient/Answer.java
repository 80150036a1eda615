package dev.helpdesk.authclient;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of the auth service, its body not yet understood.
 *
 * @param status the HTTP status
 * @param body the body, which may be anything
 */
record Answer(int status, String body) {

    /** New members in answers are no surprise; this mapper is not the one that is strict with requests. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The error code of the contract, empty for an answer that does not come from the auth service. */
    String errorCode() {
        return read(Failure.class).map(Failure::code).orElse("");
    }

    /** Whether it says that the auth service cannot do its job; that a token is undecided is an answer like others. */
    boolean isFailure() {
        return status >= 500 && !errorCode().equals("identity_unavailable");
    }

    Optional<AccessToken> verified() {
        return read(Verified.class).filter(Verified::valid).map(Verified::accessToken);
    }

    Optional<User> user() {
        return read(Found.class).map(found -> found.user().toUser());
    }

    Optional<UserPage> page() {
        return read(Page.class).map(Page::toUserPage);
    }

    private <T> Optional<T> read(Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(body, type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    record Failure(@Nullable String code) {
        Failure {
            Objects.requireNonNull(code, "code");
        }
    }

    record Verified(boolean valid, WireUser user, WireToken token) {
        Verified {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(token, "token");
        }

        AccessToken accessToken() {
            return new AccessToken(
                    token.id(),
                    token.sessionId(),
                    token.clientId(),
                    token.issuedAt(),
                    token.expiresAt(),
                    token.authTime(),
                    user.toUser());
        }
    }

    record Found(WireUser user) {
        Found {
            Objects.requireNonNull(user, "user");
        }
    }

    record Page(List<WireUser> users, @Nullable String nextCursor) {
        Page {
            Objects.requireNonNull(users, "users");
        }

        UserPage toUserPage() {
            return new UserPage(users.stream().map(WireUser::toUser).toList(), nextCursor);
        }
    }

    record WireToken(
            String id,
            @Nullable String sessionId,
            String clientId,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant authTime) {
        WireToken {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(issuedAt, "issuedAt");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    record WireUser(
            String id,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            List<String> roles,
            boolean emailVerified,
            boolean enabled,
            @Nullable Instant createdAt) {
        WireUser {
            Objects.requireNonNull(id, "id");
            roles = List.copyOf(roles);
        }

        User toUser() {
            return new User(
                    id,
                    email,
                    Objects.requireNonNullElse(firstName, ""),
                    Objects.requireNonNullElse(lastName, ""),
                    roles,
                    emailVerified,
                    enabled,
                    createdAt);
        }
    }
}
