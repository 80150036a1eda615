package dev.helpdesk.authclient;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.JwksTokenVerifier;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import java.time.Duration;

/**
 * Checks tokens in this process and asks the auth service only about genuine ones, whose verdict it keeps for 10 seconds. So a bad
 * token costs no call, and a revoked one is accepted for 10 seconds at most.
 */
public final class LocalTokenVerifier implements TokenVerifier, AutoCloseable {

    private static final Duration VERDICT_HOLDS = Duration.ofSeconds(10);
    private static final int REMEMBERED_VERDICTS = 10_000;

    private final JwksTokenVerifier local;
    private final AuthServiceClient authService;
    /** By everything a token says, for it is genuine: no two tokens share a verdict that could differ. */
    private final Cache<AccessToken, Verification> verdicts;

    LocalTokenVerifier(JwksTokenVerifier local, AuthServiceClient authService, Ticker ticker) {
        this.local = local;
        this.authService = authService;
        this.verdicts = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_VERDICTS)
                .expireAfterWrite(VERDICT_HOLDS)
                .ticker(ticker)
                .build();
    }

    /** A verifier that owns the local one given here. */
    public static LocalTokenVerifier create(JwksTokenVerifier local, AuthServiceClient authService) {
        return new LocalTokenVerifier(local, authService, Ticker.systemTicker());
    }

    @Override
    public Verification verify(BearerToken token) {
        return switch (local.verify(token)) {
            case Verification.Valid genuine -> verdict(token, genuine);
            case Verification.Rejected rejected -> rejected;
            case Verification.Unavailable unavailable -> unavailable;
        };
    }

    private Verification verdict(BearerToken token, Verification.Valid genuine) {
        Verification known = verdicts.getIfPresent(genuine.token());
        if (known != null) {
            return known;
        }
        return switch (authService.verify(token)) {
            case Verification.Valid valid -> keep(genuine.token(), genuine);
            case Verification.Rejected rejected -> keep(genuine.token(), rejected);
            case Verification.Unavailable unavailable -> unavailable;
        };
    }

    private Verification keep(AccessToken token, Verification verdict) {
        verdicts.put(token, verdict);
        return verdict;
    }

    @Override
    public void close() {
        local.close();
    }
}
