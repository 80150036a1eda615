package dev.helpdesk.user.testing;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.AuthServiceUnavailableException;
import dev.helpdesk.authclient.UserPage;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An auth service in memory: knows the tokens and users that tests tell it. */
public final class InMemoryAuthService implements AuthServiceClient {

    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final List<User> users = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    /** Issues a token that speaks for this user from now on. */
    public String tokenOf(User user) {
        return tokenOf(user, Instant.parse("2026-11-01T10:00:00Z"));
    }

    /** Issues a token that speaks for this user, at the given time. */
    public String tokenOf(User user, Instant issuedAt) {
        String token = UUID.randomUUID().toString();
        Instant expiresAt = issuedAt.plusSeconds(3600);
        tokens.put(token, new AccessToken(token, "session", "helpdesk-portal", issuedAt, expiresAt, issuedAt, user));
        return token;
    }

    /** Lists exactly these users. */
    public void lists(List<User> listed) {
        users.clear();
        users.addAll(listed);
    }

    /** Answers nothing until further notice. */
    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public Verification verify(BearerToken token) {
        AccessToken known = tokens.get(token.value());
        return known == null ? new Verification.Rejected(Verification.Reason.INVALID) : new Verification.Valid(known);
    }

    @Override
    public Optional<User> userById(String id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    @Override
    public Optional<User> userByEmail(String email) {
        return users.stream().filter(user -> email.equals(user.email())).findFirst();
    }

    /** Pages of at most two, whatever the limit, so that tests see several. */
    @Override
    public UserPage users(@Nullable String cursor, int limit) {
        if (down) {
            throw new AuthServiceUnavailableException("down", null);
        }
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(from + 2, users.size());
        return new UserPage(users.subList(from, to), to < users.size() ? String.valueOf(to) : null);
    }
}
