package dev.helpdesk.systemtests.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every exchange must keep, whatever was broken when it took place. */
record Rules(Duration bound, Duration patience, Map<String, TokenLife> tokens, List<Outage> outages) {

    /** What is wrong with an exchange, in words. */
    Optional<String> broken(Exchange exchange) {
        return wrong(exchange)
                .or(() -> tooSlow(exchange))
                .map(what -> "%s, %s: %s".formatted(exchange.place(), name(exchange), what));
    }

    private Optional<String> wrong(Exchange exchange) {
        return switch (exchange.outcome()) {
            case Outcome.Accepted(String userId) -> wronglyAccepted(exchange, userId);
            case Outcome.Refused(String code) -> wronglyRefused(exchange, code);
            case Outcome.Unavailable(boolean saysWhen) ->
                saysWhen ? Optional.empty() : Optional.of("503 without Retry-After");
            case Outcome.Other(int status, String code) -> Optional.of("answered %d %s".formatted(status, code));
            case Outcome.Silence(String reason) ->
                outages.stream().anyMatch(outage -> outage.explains(exchange))
                        ? Optional.empty()
                        : Optional.of("no answer: " + reason);
        };
    }

    private Optional<String> wronglyAccepted(Exchange exchange, String userId) {
        TokenLife token = tokens.get(exchange.token());
        if (token == null) {
            return Optional.empty();
        }
        if (!token.owner().equals(userId)) {
            return Optional.of("answered for user %s, not for %s".formatted(userId, token.owner()));
        }
        Long revoked = token.revoked();
        return revoked != null && token.mustBeRefusedSince(exchange.asked(), bound.toNanos())
                ? Optional.of("accepted %.3f s after its revocation".formatted((exchange.asked() - revoked) / 1e9))
                : Optional.empty();
    }

    private Optional<String> wronglyRefused(Exchange exchange, String code) {
        TokenLife token = tokens.get(exchange.token());
        if (token == null) {
            return Optional.of("refused with 401 " + code);
        }
        if (token.wasGoodUntil(exchange.answered())) {
            return Optional.of("a good token was refused with 401 " + code);
        }
        return token.mayBeRefusedAs(code)
                ? Optional.empty()
                : Optional.of("a revoked token was refused with 401 " + code);
    }

    private Optional<String> tooSlow(Exchange exchange) {
        long took = exchange.answered() - exchange.asked();
        return took > patience.toNanos() && !(exchange.outcome() instanceof Outcome.Silence)
                ? Optional.of("answered after %.3f s".formatted(took / 1e9))
                : Optional.empty();
    }

    private static String name(Exchange exchange) {
        return exchange.token().isEmpty() ? "no token" : exchange.token();
    }
}
