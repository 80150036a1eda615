package dev.helpdesk.token.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.helpdesk.token.AccessToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationSnapshotTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final HexFormat HEX = HexFormat.of();

    private final RevocationIndex index = new RevocationIndex(KEPT);

    private static List<byte[]> snapshot(RevocationIndex index, int recordsPerChunk) {
        List<byte[]> chunks = new ArrayList<>();
        index.writeTo(chunks::add, recordsPerChunk);
        return chunks;
    }

    private static RevocationIndex copy(RevocationIndex index, Random random) {
        RevocationIndex copy = new RevocationIndex(KEPT);
        snapshot(index, 1 + random.nextInt(50)).forEach(copy::merge);
        return copy;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261124})
    void aCopyAnswersAsTheOriginal(long seed) {
        Random random = new Random(seed);
        RevocationIndex copy = new RevocationIndex(KEPT);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            Instant now = NOW.plusMillis(round * 700L);
            IdentityEvent event = RandomEvents.event(random, now);
            index.add(event, now);
            copy.add(event, now);
            if (random.nextInt(100) == 0) {
                index.forgetExpired(now);
                copy = copy(index, random);
                assertThat(copy.size()).isEqualTo(index.size());
                assertThat(copy.sessions()).isEqualTo(index.sessions());
            }
            AccessToken token = RandomEvents.livingToken(random, now, KEPT);
            assertThat(copy.isRevoked(token))
                    .as("round %d of seed %d: %s", round, seed, token)
                    .isEqualTo(index.isRevoked(token));
            refused += index.isRevoked(token) ? 1 : 0;
        }
        assertThat(refused).isBetween(100, 1900);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mergingAddsToWhatIsKnown(long seed) {
        Random random = new Random(seed);
        RevocationIndex other = new RevocationIndex(KEPT);
        RevocationIndex both = new RevocationIndex(KEPT);
        for (int i = 0; i < 500; i++) {
            IdentityEvent event = RandomEvents.event(random, NOW);
            (random.nextBoolean() ? index : other).add(event, NOW);
            both.add(event, NOW);
        }

        snapshot(other, 7).forEach(index::merge);
        snapshot(other, 100).forEach(index::merge);

        assertThat(index.size()).isEqualTo(both.size());
        for (int i = 0; i < 2000; i++) {
            AccessToken token = RandomEvents.livingToken(random, NOW, KEPT);
            assertThat(index.isRevoked(token)).isEqualTo(both.isRevoked(token));
        }
    }

    static Stream<IdentityEvent> oneOfEachKind() {
        return Stream.of(
                new IdentityEvent.SessionRevoked("e", NOW, "s1"),
                new IdentityEvent.TokenRevoked("e", NOW, "t1", NOW),
                bound(new TokenScope.OfUser("ada")),
                bound(new TokenScope.OfSession("s1")),
                bound(new TokenScope.OfClientSession("s1", "portal")),
                bound(new TokenScope.OfClient("portal")),
                bound(new TokenScope.OfEveryone()));
    }

    private static IdentityEvent bound(TokenScope scope) {
        return new IdentityEvent.TokensRevokedBefore("e", NOW, scope, NOW);
    }

    /** The form that followers in other languages rely on: kind, half of a SHA-256, second. */
    @Test
    void writesTheDocumentedForm() throws Exception {
        oneOfEachKind().forEach(event -> index.add(event, NOW));

        String kept = HEX.toHexDigits((int) NOW.plus(KEPT).getEpochSecond());
        String before = HEX.toHexDigits((int) NOW.getEpochSecond());
        assertThat(snapshot(index, 1))
                .extracting(HEX::formatHex)
                .containsExactly(
                        "01" + half("s1") + kept,
                        "02" + half("t1") + kept,
                        "03" + half("ada") + before,
                        "04" + half("s1") + before,
                        "05" + half("2:s1portal") + before,
                        "06" + half("portal") + before,
                        "07" + half("") + before);
    }

    private static String half(String name) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        return HEX.formatHex(digest, 0, 16);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void carriesEveryKind(IdentityEvent event) {
        index.add(event, NOW);
        AccessToken old = RevocationIndexTests.token("t1", "s1", NOW.minusSeconds(1));

        assertThat(copy(index, new Random(1)).isRevoked(old)).isTrue();
    }

    @Test
    void cutsTheRowAsAsked() {
        for (int i = 0; i < 10; i++) {
            index.add(new IdentityEvent.SessionRevoked("e", NOW, "s" + i), NOW);
        }

        assertThat(snapshot(index, 4)).extracting(chunk -> chunk.length).containsExactly(84, 84, 42);
        assertThat(snapshot(index, 10)).extracting(chunk -> chunk.length).containsExactly(210);
        assertThat(snapshot(new RevocationIndex(KEPT), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "01000000000000000000000000000000016b49d2",
                "01000000000000000000000000000000016b49d2000000",
                "00000000000000000000000000000000016b49d200",
                "08000000000000000000000000000000016b49d200",
                "ff000000000000000000000000000000016b49d200",
                "010000000000000000000000000000000100000000"
            })
    void refusesJunkAndTakesNothingOfIt(String junk) {
        String good = "01" + "00".repeat(15) + "016b49d200";

        assertThatIllegalArgumentException().isThrownBy(() -> index.merge(HEX.parseHex(good + junk)));
        assertThat(index.size()).isZero();
    }

    @Test
    void knowsTimesUpToTheEndOfTheForm() {
        index.add(new IdentityEvent.SessionRevoked("e", Instant.ofEpochSecond(0xFFFF_FFFFL), "s1"), NOW);
        RevocationIndex copy = copy(index, new Random(1));

        copy.forgetExpired(Instant.ofEpochSecond(0xFFFF_FFFEL));
        assertThat(copy.size()).isEqualTo(1);
        copy.forgetExpired(Instant.ofEpochSecond(0xFFFF_FFFFL));
        assertThat(copy.size()).isZero();
    }
}
