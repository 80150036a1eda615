package dev.helpdesk.token.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationIndexTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final RevocationIndex index = new RevocationIndex(KEPT);

    static List<TokenScope> scopesOfTheToken() {
        return List.of(
                new TokenScope.OfUser("ada"),
                new TokenScope.OfSession("s1"),
                new TokenScope.OfClientSession("s1", "portal"),
                new TokenScope.OfClient("portal"),
                new TokenScope.OfEveryone());
    }

    static List<TokenScope> scopesOfOthers() {
        return List.of(
                new TokenScope.OfUser("s1"),
                new TokenScope.OfSession("ada"),
                new TokenScope.OfSession("s1portal"),
                new TokenScope.OfClientSession("s1", "other"),
                new TokenScope.OfClientSession("s2", "portal"),
                new TokenScope.OfClientSession("s", "1portal"),
                new TokenScope.OfClient("ada"));
    }

    @ParameterizedTest
    @MethodSource("scopesOfTheToken")
    void refusesTokensIssuedBeforeABound(TokenScope scope) {
        index.add(before(scope, NOW), NOW);

        assertThat(index.isRevoked(token("t", "s1", NOW.minusSeconds(1)))).isTrue();
        assertThat(index.isRevoked(token("t", "s1", NOW))).isFalse();
        assertThat(index.isRevoked(token("t", "s1", NOW.plusSeconds(1)))).isFalse();
        assertThat(index.bound(scope)).contains(NOW);
    }

    @ParameterizedTest
    @MethodSource("scopesOfOthers")
    void sparesTokensOfOthers(TokenScope scope) {
        index.add(before(scope, NOW), NOW);

        assertThat(index.isRevoked(token("t", "s1", NOW.minusSeconds(60)))).isFalse();
    }

    @Test
    void refusesEveryTokenOfAnEndedSession() {
        index.add(new IdentityEvent.SessionRevoked("e", NOW, "s1"), NOW);

        assertThat(index.isRevoked(token("t", "s1", NOW.plusSeconds(5)))).isTrue();
        assertThat(index.isRevoked(token("s1", "s2", NOW))).isFalse();
        assertThat(index.isRevoked(token("t", null, NOW))).isFalse();
        assertThat(index.hasEnded("s1")).isTrue();
        assertThat(index.hasEnded("s2")).isFalse();
    }

    @Test
    void refusesOneToken() {
        index.add(new IdentityEvent.TokenRevoked("e", NOW, "t1", NOW.plusSeconds(60)), NOW);

        assertThat(index.isRevoked(token("t1", null, NOW))).isTrue();
        assertThat(index.isRevoked(token("t2", "t1", NOW))).isFalse();
    }

    /** The grain of iat: the old session of the second is dead, a new one of the same second lives. */
    @Test
    void judgesTokensOfTheSecondOfAChangeByTheirSession() {
        index.add(before(new TokenScope.OfUser("ada"), NOW), NOW);
        index.add(before(new TokenScope.OfSession("old"), NOW.plusSeconds(1)), NOW);

        assertThat(index.isRevoked(token("t", "old", NOW))).isTrue();
        assertThat(index.isRevoked(token("t", "new", NOW))).isFalse();
        assertThat(index.isRevoked(token("t", "old", NOW.plusSeconds(1)))).isFalse();
    }

    @Test
    void keepsTheStricterBoundInWhateverOrder() {
        TokenScope ada = new TokenScope.OfUser("ada");
        index.add(before(ada, NOW.plusSeconds(5)), NOW);
        index.add(before(ada, NOW), NOW);

        assertThat(index.isRevoked(token("t", "s1", NOW.plusSeconds(4)))).isTrue();
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void countsAccountChangesForNothing() {
        index.add(new IdentityEvent.AccountChanged("e", NOW, AccountChange.UPDATED, "ada"), NOW);

        assertThat(index.size()).isZero();
        assertThat(index.isRevoked(token("t", "s1", NOW))).isFalse();
    }

    @Test
    void forgetsWhatConcernsNoLivingToken() {
        index.add(new IdentityEvent.SessionRevoked("e1", NOW.plusMillis(1), "s1"), NOW);
        index.add(before(new TokenScope.OfUser("ada"), NOW), NOW);
        index.add(new IdentityEvent.TokenRevoked("e3", NOW, "t1", NOW.plus(KEPT).plusSeconds(5)), NOW);
        assertThat(index.sessions()).isEqualTo(1);
        assertThat(index.size()).isEqualTo(3);

        index.forgetExpired(NOW.plus(KEPT).minusMillis(1));
        assertThat(index.size()).isEqualTo(3);
        index.forgetExpired(NOW.plus(KEPT));
        assertThat(index.size()).isEqualTo(2);
        index.forgetExpired(NOW.plus(KEPT).plusSeconds(1));
        assertThat(index.size()).isEqualTo(1);
        index.forgetExpired(NOW.plus(KEPT).plusSeconds(5));
        assertThat(index.size()).isZero();
    }

    @Test
    void takesNothingInThatHasExpired() {
        index.add(new IdentityEvent.SessionRevoked("e1", NOW.minus(KEPT), "s1"), NOW);
        index.add(before(new TokenScope.OfEveryone(), NOW.minus(KEPT)), NOW);

        assertThat(index.size()).isZero();
    }

    /** Forgets nothing that matters, whatever the order, and says what a plain reading of all events says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261123})
    void agreesWithAPlainReadingOfAllEvents(long seed) {
        Random random = new Random(seed);
        List<IdentityEvent> log = new ArrayList<>();
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            Instant now = NOW.plusMillis(round * 700L);
            if (random.nextInt(4) == 0) {
                IdentityEvent event = RandomEvents.event(random, now);
                log.add(event);
                index.add(event, now);
            }
            index.forgetExpired(random.nextBoolean() ? now : NOW);
            AccessToken token = RandomEvents.livingToken(random, now, KEPT);
            if (log.stream().anyMatch(event -> PlainReading.excludes(event, token))) {
                continue;
            }
            boolean expected = log.stream().anyMatch(event -> PlainReading.refuses(event, token));
            assertThat(index.isRevoked(token))
                    .as("round %d of seed %d: %s", round, seed, token)
                    .isEqualTo(expected);
            refused += expected ? 1 : 0;
        }
        assertThat(refused).isBetween(200, 2000);
    }

    private static IdentityEvent before(TokenScope scope, Instant before) {
        return new IdentityEvent.TokensRevokedBefore("e", NOW, scope, before);
    }

    static AccessToken token(String id, @Nullable String session, Instant issuedAt) {
        User ada = new User("ada", "ada@example.com", "Ada", "Lovelace", List.of("user"), true, true, null);
        return new AccessToken(id, session, "portal", issuedAt, issuedAt.plus(KEPT), null, ada);
    }
}
