package dev.helpdesk.token.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTableTests {

    private final FingerprintTable table = new FingerprintTable();

    /** Few numbers, so that many keys want the same place. */
    private static Fingerprint crowded(Random random) {
        return new Fingerprint(random.nextInt(40), random.nextInt(60));
    }

    private static Map<Fingerprint, Long> contents(FingerprintTable table) {
        Map<Fingerprint, Long> seen = new HashMap<>();
        table.forEach((key, until) -> assertThat(seen.put(key, until)).isNull());
        return seen;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        Map<Fingerprint, Long> map = new HashMap<>();
        for (long round = 1; round < 20_000; round++) {
            Fingerprint key = crowded(random);
            long until = round / 10 + 1 + random.nextInt(500);
            table.put(key, until);
            map.merge(key, until, Math::max);
            if (random.nextInt(300) == 0) {
                long second = round / 10 + random.nextInt(400);
                table.forget(second);
                map.values().removeIf(known -> known <= second);
                assertThat(contents(table)).isEqualTo(map);
            }
            assertThat(table.size()).isEqualTo(map.size());
            Fingerprint wanted = crowded(random);
            assertThat(table.find(wanted)).isEqualTo(map.getOrDefault(wanted, 0L));
        }
        assertThat(map).isNotEmpty();
    }

    @Test
    void growsAndShrinks() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            table.put(new Fingerprint(random.nextLong(), random.nextLong()), i < 10 ? 2 : 1);
        }
        assertThat(table.size()).isEqualTo(100_000);
        assertThat(table.places()).isBetween(160_000, 400_000);

        table.forget(1);
        assertThat(table.size()).isEqualTo(10);
        assertThat(table.places()).isLessThan(100);
        table.forget(2);
        assertThat(table.size()).isZero();
    }

    @Test
    void staysSmallWhileEntriesComeAndGo() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            table.put(new Fingerprint(random.nextLong(), random.nextLong()), i + 100);
            if (i % 50 == 0) {
                table.forget(i);
            }
        }
        assertThat(table.size()).isBetween(99, 150);
        assertThat(table.places()).isLessThan(2_000);
    }

    @Test
    void knowsAFingerprintOfZeros() {
        table.put(new Fingerprint(0, 0), 7);

        assertThat(table.find(new Fingerprint(0, 0))).isEqualTo(7);
        assertThat(table.find(new Fingerprint(0, 1))).isZero();
    }

    /** An entry that was added is seen by every reader from then on, through growth and forgetting. */
    @Test
    @Timeout(60)
    void readersNeverMissAnEntryWhileTheTableChanges() throws Exception {
        int entries = 50_000;
        AtomicInteger added = new AtomicInteger();
        AtomicInteger missed = new AtomicInteger();
        CountDownLatch reading = new CountDownLatch(2);
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            Future<?> first = readers.submit(() -> read(entries, added, missed, reading));
            Future<?> second = readers.submit(() -> read(entries, added, missed, reading));
            reading.await();
            for (int i = 0; i < entries; i++) {
                table.put(key(i), 1_000_000);
                table.put(new Fingerprint(-2 - i, i), 1);
                added.set(i + 1);
                if (i % 1000 == 0) {
                    table.forget(1);
                }
            }
            first.get();
            second.get();
        }
        assertThat(missed).hasValue(0);
        table.forget(1);
        assertThat(table.size()).isEqualTo(entries);
    }

    private void read(int entries, AtomicInteger added, AtomicInteger missed, CountDownLatch reading) {
        Random random = new Random(1);
        reading.countDown();
        while (added.get() < entries) {
            int known = added.get();
            if (known > 0 && table.find(key(random.nextInt(known))) != 1_000_000) {
                missed.incrementAndGet();
            }
        }
    }

    private static Fingerprint key(int number) {
        return new Fingerprint(number + 1, number * 0x9E37_79B9_7F4A_7C15L);
    }
}
