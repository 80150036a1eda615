package dev.helpdesk.systemtests.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that clients asked and were answered, and what is true of the tokens they asked about. Written by many threads; times
 * are those of {@link System#nanoTime}.
 */
public final class History {

    /** A revoked token is refused after this at the latest, whatever is broken. */
    public static final Duration BOUND = Duration.ofSeconds(10);

    /** The longest a client waits for an answer: the services' own limit of 5 s, and what a busy machine adds. */
    public static final Duration PATIENCE = Duration.ofSeconds(8);

    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<String, TokenLife> tokens = new HashMap<>();
    private final List<Outage> outages = new ArrayList<>();

    /** A new history about the same tokens. */
    public synchronized History continued() {
        History next = new History();
        next.tokens.putAll(tokens);
        return next;
    }

    public synchronized void issued(String token, String owner) {
        tokens.put(token, TokenLife.of(owner));
    }

    /** From now on the token may be refused: somebody asks for its revocation. */
    public synchronized void revoking(String token, long now) {
        tokens.computeIfPresent(token, (name, life) -> life.revoking(now));
    }

    /** The revocation was acknowledged. */
    public synchronized void revoked(String token, long now) {
        tokens.computeIfPresent(token, (name, life) -> life.revoked(now));
    }

    /** The key that the token is signed with is no longer published: it may be refused, also as an invalid one. */
    public synchronized void keyRemoved(String token, long now) {
        tokens.computeIfPresent(token, (name, life) -> life.keyRemoved(now));
    }

    /** Nobody can expect an answer from there in that time. */
    public synchronized void outage(String place, long from, long to) {
        outages.add(new Outage(place, from, to));
    }

    public synchronized void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    /** What broke a rule, in words; empty for a good history. */
    public synchronized List<String> violations() {
        Rules rules = new Rules(BOUND, PATIENCE, Map.copyOf(tokens), List.copyOf(outages));
        return exchanges.stream()
                .map(rules::broken)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Exchanges about tokens that were good all the while, asked and answered in that time. */
    public synchronized List<Exchange> aboutGoodTokens(long from, long to) {
        return select(from, to, exchange -> {
            TokenLife token = tokens.get(exchange.token());
            return token != null && token.wasGoodUntil(exchange.answered());
        });
    }

    /** Exchanges about tokens whose revocation was acknowledged before they were asked about. */
    public synchronized List<Exchange> aboutRevokedTokens(long from, long to) {
        return select(from, to, exchange -> {
            TokenLife token = tokens.get(exchange.token());
            return token != null && token.mustBeRefusedSince(exchange.asked(), 0);
        });
    }

    /** Exchanges that are not about a token: logins and logouts. */
    public synchronized List<Exchange> others(long from, long to) {
        return select(from, to, exchange -> exchange.token().isEmpty());
    }

    private List<Exchange> select(long from, long to, Predicate<Exchange> which) {
        return exchanges.stream()
                .filter(exchange -> exchange.asked() >= from && exchange.answered() <= to)
                .filter(which)
                .toList();
    }
}
