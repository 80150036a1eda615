package dev.helpdesk.token.event;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.JwksTokenVerifier;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a million live revocations cost, run by hand: memory, and the time of one look and of a whole verification beside that with
 * an empty index. Argument: how many revocations.
 */
final class RevocationIndexBenchmark {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final int TOKENS = 5_000;
    private static final int ROUNDS = 21;
    private static final Duration ROUND = Duration.ofMillis(400);

    private RevocationIndexBenchmark() {}

    /** Measures and prints. */
    public static void main(String[] arguments) {
        int entries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        RevocationIndex empty = new RevocationIndex(TokenPolicy.LONGEST_LIFE);
        long before = usedMemory();
        RevocationIndex full = filled(entries);
        System.out.printf(
                "%,d entries, %.1f bytes each%n", full.size(), (usedMemory() - before) / (double) full.size());
        looks(empty, full);
        try (TestIdentityProvider provider = TestIdentityProvider.start();
                JwksTokenVerifier withEmpty = verifier(provider, empty);
                JwksTokenVerifier withFull = verifier(provider, full)) {
            List<BearerToken> tokens = Stream.generate(
                            () -> provider.tokens().user().inSession(name()).build())
                    .map(BearerToken::new)
                    .limit(TOKENS * 4L)
                    .toList();
            // Those looked up last are known; in turn, more of them than are remembered never are.
            verifications("verification of a known token", withEmpty, withFull, tokens.subList(0, TOKENS));
            verifications("verification of a new token", withEmpty, withFull, tokens);
        }
        maintenance(full);
    }

    /** Of every kind some, so that a look finds no kind empty. */
    private static RevocationIndex filled(int entries) {
        RevocationIndex index = new RevocationIndex(TokenPolicy.LONGEST_LIFE);
        for (int i = 0; i < entries; i++) {
            index.add(event(i), NOW);
        }
        return index;
    }

    private static IdentityEvent event(int number) {
        return switch (number % 20) {
            case 0, 1 -> new IdentityEvent.TokenRevoked("e", NOW, "onrtro:" + name(), NOW.plusSeconds(9));
            case 2 -> bound(new TokenScope.OfClientSession(name(), "portal"));
            case 3, 4 -> bound(new TokenScope.OfUser(name()));
            case 5, 6, 7, 8 -> bound(new TokenScope.OfSession(name()));
            default -> new IdentityEvent.SessionRevoked("e", NOW, name());
        };
    }

    private static IdentityEvent bound(TokenScope scope) {
        return new IdentityEvent.TokensRevokedBefore("e", NOW, scope, Instant.ofEpochSecond(NOW.getEpochSecond()));
    }

    private static String name() {
        return UUID.randomUUID().toString();
    }

    private static void looks(RevocationIndex empty, RevocationIndex full) {
        List<AccessToken> tokens = IntStream.range(0, TOKENS)
                .mapToObj(number -> {
                    User user = new User(name(), null, "", "", List.of(), true, true, null);
                    return new AccessToken("onrtro:" + name(), name(), "portal", NOW, NOW.plusSeconds(9), null, user);
                })
                .toList();
        compare(
                "one look",
                new Pass<>(tokens, token -> !empty.isRevoked(token)),
                new Pass<>(tokens, token -> !full.isRevoked(token)));
    }

    private static void verifications(
            String what, JwksTokenVerifier withEmpty, JwksTokenVerifier withFull, List<BearerToken> tokens) {
        compare(
                what,
                new Pass<>(tokens, token -> withEmpty.verify(token) instanceof Verification.Valid),
                new Pass<>(tokens, token -> withFull.verify(token) instanceof Verification.Valid));
    }

    private static JwksTokenVerifier verifier(TestIdentityProvider provider, RevocationIndex index) {
        return JwksTokenVerifier.create(
                TokenPolicy.of(provider.issuer()),
                provider.jwks(),
                token -> index.isRevoked(token) ? Revocations.Answer.REVOKED : Revocations.Answer.LIVE);
    }

    private static void compare(String what, Pass<?> empty, Pass<?> full) {
        List<Double> baseline = new ArrayList<>();
        List<Double> loaded = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            baseline.add(empty.nanosEach());
            loaded.add(full.nanosEach());
        }
        double before = median(baseline);
        double after = median(loaded);
        System.out.printf("%s: %.0f ns, empty %.0f ns, throughput %.3f%n", what, after, before, before / after);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void maintenance(RevocationIndex index) {
        long start = System.nanoTime();
        index.forgetExpired(NOW);
        long forgotten = System.nanoTime();
        RevocationIndex copy = new RevocationIndex(TokenPolicy.LONGEST_LIFE);
        index.writeTo(copy::merge, 2_000);
        long copied = System.nanoTime();
        System.out.printf(
                "looking for expired entries: %d ms, copying all: %d ms%n",
                (forgotten - start) / 1_000_000, (copied - forgotten) / 1_000_000);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** All tokens in turn, again and again, each of which must hold. */
    private record Pass<T>(List<T> tokens, Predicate<T> holds) {

        double nanosEach() {
            long start = System.nanoTime();
            long done = 0;
            while (System.nanoTime() - start < ROUND.toNanos()) {
                for (T token : tokens) {
                    if (!holds.test(token)) {
                        throw new IllegalStateException("a good token was refused");
                    }
                }
                done += tokens.size();
            }
            return (double) (System.nanoTime() - start) / done;
        }
    }
}
