package dev.helpdesk.authclient.verification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the auth service said of tokens. Refused ones have a place of their own, so that no flood of them pushes out the good. */
final class Verdicts {

    private static final int ACCEPTED = 20_000;
    private static final int REJECTED = 10_000;

    /** So short because a key may be newer than the auth service's copy of the keys. */
    private static final Duration REJECTION_HOLDS = Duration.ofSeconds(10);

    private static final Pattern GENUINE_LOOKING = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final Cache<TokenKey, AccessToken> accepted =
            Caffeine.newBuilder().maximumSize(ACCEPTED).build();
    private final Cache<TokenKey, Verification.Rejected> rejected = Caffeine.newBuilder()
            .maximumSize(REJECTED)
            .expireAfterWrite(REJECTION_HOLDS)
            .build();

    @Nullable AccessToken accepted(TokenKey key, Instant now) {
        AccessToken token = accepted.getIfPresent(key);
        if (token != null && !now.isBefore(token.expiresAt())) {
            accepted.invalidate(key);
            return null;
        }
        return token;
    }

    Verification.@Nullable Rejected rejected(TokenKey key) {
        return rejected.getIfPresent(key);
    }

    void accept(TokenKey key, AccessToken token) {
        accepted.put(key, token);
    }

    void reject(TokenKey key, BearerToken token, Verification.Rejected verdict) {
        accepted.invalidate(key);
        if (GENUINE_LOOKING.matcher(token.value()).matches()) {
            rejected.put(key, verdict);
        }
    }
}
