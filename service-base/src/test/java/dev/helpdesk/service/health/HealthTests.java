package dev.helpdesk.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.service.health.Health.DependencyReport;
import dev.helpdesk.service.health.Health.Report;
import dev.helpdesk.service.health.Health.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealthTests {

    private static Health health(Dependency... dependencies) {
        return new Health("probe", "1.0", List.of(dependencies));
    }

    @Test
    void isOkWhenEverythingServes() {
        Report report = health(new FakeDependency("store", true), new FakeDependency("cache", false))
                .report();

        assertThat(report.status()).isEqualTo(Status.OK);
        assertThat(report.dependencies()).containsOnlyKeys("store", "cache");
        assertThat(report.dependencies().values())
                .extracting(DependencyReport::status)
                .containsOnly(Status.OK);
    }

    @Test
    void isOkWithoutDependencies() {
        assertThat(health().report().status()).isEqualTo(Status.OK);
    }

    @Test
    void isDegradedWithoutWhatItCanDoWithout() {
        Report report = health(new FakeDependency("store", true), new FakeDependency("cache", false).down())
                .report();

        assertThat(report.status()).isEqualTo(Status.DEGRADED);
        assertThat(report.dependencies())
                .extractingByKey("cache")
                .extracting(DependencyReport::status)
                .isEqualTo(Status.DOWN);
    }

    @Test
    void isDegradedWhenWhatItNeedsIsNotWell() {
        Report report = health(new FakeDependency("store", true).unwell()).report();

        assertThat(report.status()).isEqualTo(Status.DEGRADED);
        assertThat(report.dependencies())
                .extractingByKey("store")
                .extracting(DependencyReport::status)
                .isEqualTo(Status.DEGRADED);
        assertThat(health(new FakeDependency("cache", false).down(), new FakeDependency("store", true).unwell())
                        .report()
                        .status())
                .isEqualTo(Status.DEGRADED);
        assertThat(health(new FakeDependency("cache", false).unwell(), new FakeDependency("store", true).down())
                        .report()
                        .status())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void isDownWithoutWhatItNeeds() {
        Report report = health(new FakeDependency("cache", false).down(), new FakeDependency("store", true).down())
                .report();

        assertThat(report.status()).isEqualTo(Status.DOWN);
    }

    @Test
    void doesNotWaitForWhatHangsAndAsksItOnlyOnce() {
        FakeDependency hanging = new FakeDependency("store", true).hanging();
        Health health = health(hanging);

        assertThat(health.report().status()).isEqualTo(Status.DOWN);
        assertThat(health.report().dependencies())
                .extractingByKey("store")
                .isEqualTo(new DependencyReport(Status.DOWN, 1000));
        assertThat(hanging.timesAsked()).isEqualTo(1);
        hanging.goOn();
    }

    @Test
    void asksOnceHoweverManyWantToKnow() {
        FakeDependency store = new FakeDependency("store", true).hanging();
        Health health = health(store);
        List<CompletableFuture<Report>> reports = IntStream.range(0, 200)
                .mapToObj(caller -> CompletableFuture.supplyAsync(
                        health::report, task -> Thread.ofVirtual().start(task)))
                .toList();
        store.goOn();
        reports.forEach(CompletableFuture::join);

        assertThat(store.timesAsked()).isEqualTo(1);
    }
}
