package dev.helpdesk.authclient;

import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The auth service over HTTP. */
final class HttpAuthServiceClient implements AuthServiceClient {

    private static final int MAX_TOKEN_LENGTH = 8 * 1024;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final AuthServiceRequests requests;
    private final ServiceAccount account;

    HttpAuthServiceClient(AuthServiceRequests requests, ServiceAccount account) {
        this.requests = requests;
        this.account = account;
    }

    @Override
    public Verification verify(BearerToken token) {
        if (token.value().length() > MAX_TOKEN_LENGTH
                || !TOKEN.matcher(token.value()).matches()) {
            return new Verification.Rejected(Verification.Reason.INVALID);
        }
        try {
            return verdict(requests.verify(token));
        } catch (AuthServiceUnavailableException e) {
            return new Verification.Unavailable(e.reason());
        }
    }

    private static Verification verdict(Answer answer) {
        Optional<Verification> verdict = switch (answer.status()) {
            case 200 -> answer.verified().map(Verification.Valid::new);
            case 401 -> reason(answer.errorCode()).map(Verification.Rejected::new);
            default -> Optional.empty();
        };
        return verdict.orElseGet(() -> new Verification.Unavailable(unusable(answer)));
    }

    /** A 401 counts only when the auth service itself gave it; a proxy's says nothing about the token. */
    private static Optional<Verification.Reason> reason(String errorCode) {
        return switch (errorCode) {
            case "token_expired" -> Optional.of(Verification.Reason.EXPIRED);
            case "token_revoked" -> Optional.of(Verification.Reason.REVOKED);
            case "token_invalid", "token_missing" -> Optional.of(Verification.Reason.INVALID);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<User> userById(String id) {
        return find("/api/auth/users/{id}", id);
    }

    @Override
    public Optional<User> userByEmail(String email) {
        return find("/api/auth/users/email/{email}", email);
    }

    @Override
    public UserPage users(@Nullable String cursor, int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit must be between 1 and 100");
        }
        Answer answer = cursor == null
                ? lookUp("/api/auth/users?limit={limit}", limit)
                : lookUp("/api/auth/users?limit={limit}&cursor={cursor}", limit, cursor);
        if (answer.status() == 400 && answer.errorCode().equals("invalid_cursor")) {
            throw new IllegalArgumentException("there is no such cursor");
        }
        return required(answer, Answer::page);
    }

    private Optional<User> find(String path, String key) {
        if (key.isBlank()) {
            return Optional.empty();
        }
        Answer answer = lookUp(path, key);
        return switch (answer.errorCode()) {
            case "user_not_found", "invalid_id" -> Optional.empty();
            default -> Optional.of(required(answer, Answer::user));
        };
    }

    private Answer lookUp(String path, Object... values) {
        BearerToken own = account.token();
        Answer answer = requests.get(own, path, values);
        if (answer.status() != 401) {
            return answer;
        }
        account.forget(own);
        return requests.get(account.token(), path, values);
    }

    private static <T> T required(Answer answer, Function<Answer, Optional<T>> reader) {
        Optional<T> value = answer.status() == 200 ? reader.apply(answer) : Optional.empty();
        return value.orElseThrow(() -> new AuthServiceUnavailableException(unusable(answer), null));
    }

    private static String unusable(Answer answer) {
        String code = answer.errorCode();
        return "the auth service answered " + answer.status() + (code.isEmpty() ? ", unusable" : " " + code);
    }
}
