package dev.helpdesk.auth.keycloak;

import dev.helpdesk.authclient.test.TestTokens;
import dev.helpdesk.service.error.FieldError;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Keycloak in memory, with users, sessions and tokens that are used once. */
public final class FakeKeycloak implements KeycloakTokens, KeycloakSessions, KeycloakUsers, KeycloakStatus {

    private static final Set<String> DENYLIST = Set.of("motdepasse1234");

    private final Supplier<TestTokens> tokens;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, String> stamps = new ConcurrentHashMap<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final List<String> mails = new ArrayList<>();
    private final List<NewUser> rehearsals = new ArrayList<>();
    private boolean down;
    private boolean diesAfterRegistration;
    private int endsBeforeFailure = Integer.MAX_VALUE;

    private record Account(User user, String password, List<String> actions) {}

    /** One whose access tokens are these. */
    public FakeKeycloak(Supplier<TestTokens> tokens) {
        this.tokens = tokens;
    }

    /** Forgets everything and serves. */
    public void reset() {
        accounts.clear();
        sessions.clear();
        refreshTokens.clear();
        stamps.clear();
        refreshes.set(0);
        mails.clear();
        rehearsals.clear();
        down = false;
        diesAfterRegistration = false;
        endsBeforeFailure = Integer.MAX_VALUE;
    }

    /** Ends so many sessions, then fails once. */
    public void failAfterEnding(int count) {
        endsBeforeFailure = count;
    }

    /** Gives no answer from now on. */
    public void goDown() {
        down = true;
    }

    /** Serves again. */
    public void comeBack() {
        down = false;
        diesAfterRegistration = false;
    }

    /** Gives no answer after the next registration. */
    public void dieAfterRegistration() {
        diesAfterRegistration = true;
    }

    /** Adds a user with these roles. */
    public User add(String email, String password, String... roles) {
        User user = new User(
                UUID.randomUUID().toString(), email, "Ada", "Lovelace", List.of(roles), false, true, Instant.EPOCH);
        accounts.put(user.id(), new Account(user, password, List.of()));
        return user;
    }

    /** Gives a user something to do before the next login. */
    public void require(User user, String... actions) {
        accounts.put(user.id(), new Account(user, passwordOf(user), List.of(actions)));
    }

    /** Shuts a user out. */
    public void disable(User user) {
        User disabled = new User(
                user.id(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.roles(),
                user.emailVerified(),
                false,
                user.createdAt());
        accounts.put(user.id(), new Account(disabled, passwordOf(user), List.of()));
    }

    /** How often it was asked for new tokens. */
    public int refreshes() {
        return refreshes.get();
    }

    /** The sessions that go on. */
    public Set<String> sessionIds() {
        return Set.copyOf(sessions.keySet());
    }

    /** How many accounts there are. */
    public int size() {
        return accounts.size();
    }

    /** The users whose verification mail was sent. */
    public List<String> mails() {
        return List.copyOf(mails);
    }

    /** The registrations that were only rehearsed. */
    public List<NewUser> rehearsals() {
        return List.copyOf(rehearsals);
    }

    @Override
    public Grant logIn(String email, String password, @Nullable String otp) {
        answer();
        return find(email)
                .filter(account -> account.password().equals(password))
                .filter(account -> account.user().enabled())
                .<Grant>map(account -> account.actions().isEmpty()
                        ? new Grant.Granted(
                                begin(account.user(), UUID.randomUUID().toString()), account.user())
                        : new Grant.ActionRequired(account.actions()))
                .orElseGet(Grant.InvalidCredentials::new);
    }

    @Override
    public Renewal refresh(String refreshToken) {
        refreshes.incrementAndGet();
        answer();
        Boolean used = refreshTokens.put(refreshToken, true);
        if (used == null) {
            refreshTokens.remove(refreshToken);
            return new Renewal.Invalid();
        }
        SessionHolder holder = SessionHolder.unverified(refreshToken).orElseThrow();
        if (!sessions.containsKey(holder.sessionId())) {
            return new Renewal.SessionEnded();
        }
        User user = byId(holder.userId()).orElseThrow();
        return used ? new Renewal.Reused(holder) : new Renewal.Renewed(begin(user, holder.sessionId()), user);
    }

    @Override
    public boolean honours(BearerToken token) {
        answer();
        return SessionHolder.unverified(token.value())
                .map(holder -> sessions.containsKey(holder.sessionId()))
                .orElse(true);
    }

    @Override
    public Optional<SessionHolder> holderOf(String refreshToken) {
        answer();
        return genuine(refreshToken)
                .filter(holder -> !Boolean.TRUE.equals(refreshTokens.get(refreshToken)))
                .filter(holder -> sessions.containsKey(holder.sessionId()));
    }

    @Override
    public Optional<SessionHolder> endSessionOf(String refreshToken) {
        answer();
        Optional<SessionHolder> holder = genuine(refreshToken);
        holder.ifPresent(found -> sessions.remove(found.sessionId()));
        return holder;
    }

    @Override
    public List<String> of(String userId) {
        answer();
        return sessions.entrySet().stream()
                .filter(session -> session.getValue().equals(userId))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void end(String sessionId) {
        answer();
        if (endsBeforeFailure-- == 0) {
            throw Unavailable.because(new IllegalStateException("once")).retryAfter(Duration.ofSeconds(5));
        }
        sessions.remove(sessionId);
    }

    @Override
    public synchronized Registration register(NewUser user) {
        answer();
        if (find(user.email()).isPresent()) {
            return new Registration.EmailTaken();
        }
        return refusal(user).orElseGet(() -> create(user));
    }

    @Override
    public Registration rehearse(NewUser user) {
        answer();
        rehearsals.add(user);
        return refusal(user).orElseGet(Registration.EmailTaken::new);
    }

    @Override
    public Optional<User> madeBy(NewUser user, Instant since) {
        answer();
        return find(user.email())
                .map(Account::user)
                .filter(found -> user.stamp() != null && user.stamp().equals(stamps.get(found.id())));
    }

    @Override
    public void sendVerificationMail(String userId) {
        answer();
        mails.add(userId);
    }

    @Override
    public Optional<User> byId(String id) {
        answer();
        return Optional.ofNullable(accounts.get(id)).map(Account::user);
    }

    @Override
    public Optional<User> byEmail(String email) {
        answer();
        return find(email).map(Account::user);
    }

    @Override
    public Page list(int first, int max) {
        answer();
        List<User> users = accounts.values().stream()
                .map(Account::user)
                .sorted(Comparator.comparing(user -> Objects.requireNonNullElse(user.email(), "")))
                .skip(first)
                .limit(max)
                .toList();
        return new Page(users, accounts.size() > first + max);
    }

    private Registration create(NewUser user) {
        User created = add(user.email(), user.password(), "user");
        if (user.stamp() != null) {
            stamps.put(created.id(), user.stamp());
        }
        if (user.mustVerifyEmail()) {
            require(created, "VERIFY_EMAIL");
        }
        down = diesAfterRegistration;
        return new Registration.Created(created.id());
    }

    private SessionTokens begin(User user, String session) {
        sessions.put(session, user.id());
        String access = tokens.get()
                .user()
                .forSubject(user.id())
                .inSession(session)
                .claim("email", user.email())
                .withRoles(user.roles().toArray(String[]::new))
                .build();
        String refresh = tokens.get()
                .refreshToken()
                .forSubject(user.id())
                .inSession(session)
                .build();
        refreshTokens.put(refresh, false);
        return new SessionTokens(access, refresh, 300, 600, session);
    }

    private Optional<SessionHolder> genuine(String refreshToken) {
        return refreshTokens.containsKey(refreshToken) ? SessionHolder.unverified(refreshToken) : Optional.empty();
    }

    private Optional<Account> find(String email) {
        return accounts.values().stream()
                .filter(account -> email.equals(account.user().email()))
                .findFirst();
    }

    private String passwordOf(User user) {
        return Objects.requireNonNull(accounts.get(user.id())).password();
    }

    private static Optional<Registration> refusal(NewUser user) {
        return DENYLIST.contains(user.password())
                ? Optional.of(new Registration.Refused(List.of(new FieldError("password", "weak_password"))))
                : Optional.empty();
    }

    @Override
    public void check() {
        answer();
    }

    private void answer() {
        if (down) {
            throw Unavailable.because(new IllegalStateException("down")).retryAfter(Duration.ofSeconds(5));
        }
    }
}
