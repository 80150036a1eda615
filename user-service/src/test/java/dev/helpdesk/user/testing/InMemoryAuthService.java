package dev.helpdesk.user.testing;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.AuthServiceUnavailableException;
import dev.helpdesk.authclient.UserPage;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An auth service in memory: knows the tokens and users that tests tell it. */
public final class InMemoryAuthService implements AuthServiceClient {

    private static final int FEW = 10;

    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, User> users = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger mostAsking = new AtomicInteger();
    private volatile boolean down;
    private volatile Consumer<String> onLookUp = userId -> {};
    private volatile Runnable onList = () -> {};

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
        synchronized (users) {
            users.clear();
            listed.forEach(this::knows);
        }
    }

    /** Knows this user too, or knows this of the user. */
    public void knows(User user) {
        users.put(user.id(), user);
    }

    /** Knows this user no more. */
    public void forgets(User user) {
        users.remove(user.id());
    }

    /** Does this whenever it has found a user by id and is about to say so. */
    public void onLookUp(Consumer<String> action) {
        onLookUp = action;
    }

    /** Does this before it lists users. */
    public void onList(Runnable action) {
        onList = action;
    }

    /** The ids of users it was asked for, in this order. */
    public List<String> lookedUp() {
        return List.copyOf(lookedUp);
    }

    /** How many users it was asked for at the same time, at most. */
    public int mostLookUpsAtATime() {
        return mostAsking.get();
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
        mostAsking.accumulateAndGet(asking.incrementAndGet(), Math::max);
        try {
            answerOnlyIfUp();
            lookedUp.add(id);
            Optional<User> found = Optional.ofNullable(users.get(id));
            onLookUp.accept(id);
            return found;
        } finally {
            asking.decrementAndGet();
        }
    }

    @Override
    public Optional<User> userByEmail(String email) {
        return all().stream().filter(user -> email.equals(user.email())).findFirst();
    }

    /** Pages of two users as long as they are few, whatever the limit, so that tests see several. */
    @Override
    public UserPage users(@Nullable String cursor, int limit) {
        answerOnlyIfUp();
        onList.run();
        List<User> all = all();
        int from = Math.min(cursor == null ? 0 : Integer.parseInt(cursor), all.size());
        int to = Math.min(from + (all.size() < FEW ? 2 : limit), all.size());
        return new UserPage(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private List<User> all() {
        synchronized (users) {
            return List.copyOf(users.values());
        }
    }

    private void answerOnlyIfUp() {
        if (down) {
            throw new AuthServiceUnavailableException("down", null);
        }
    }
}
