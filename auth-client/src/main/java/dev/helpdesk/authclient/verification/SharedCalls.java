package dev.helpdesk.authclient.verification;

import dev.helpdesk.token.Verification;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Questions under way: who asks the same meanwhile gets the same answer. */
final class SharedCalls {

    private final ConcurrentMap<TokenKey, CompletableFuture<Verification>> underWay = new ConcurrentHashMap<>();

    Verification share(TokenKey key, Supplier<Verification> question) {
        CompletableFuture<Verification> mine = new CompletableFuture<>();
        CompletableFuture<Verification> first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            return first.join();
        }
        try {
            Verification answer = question.get();
            mine.complete(answer);
            return answer;
        } finally {
            underWay.remove(key);
            // Whoever waits must not wait for ever, whatever happened here.
            mine.complete(new Verification.Unavailable("the question about the token failed"));
        }
    }
}
