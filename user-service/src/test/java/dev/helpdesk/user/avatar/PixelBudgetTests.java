package dev.helpdesk.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PixelBudgetTests {

    private final PixelBudget budget = new PixelBudget(10, Duration.ofMillis(50));

    @Test
    void letsWorkInThatFits() {
        String result = budget.spend(6_000_000, () -> budget.spend(4_000_000, () -> "done"));

        assertThat(result).isEqualTo("done");
    }

    @Test
    void givesUpOnWorkThatDoesNotFitInTime() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> budget.spend(6_000_001, () -> budget.spend(4_000_000, () -> "done")))
                .satisfies(failure -> {
                    assertThat(failure.error()).isEqualTo(CommonError.SERVICE_UNAVAILABLE);
                    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(50));
                });
    }

    @Test
    void givesBackWhatFailedWorkHadTaken() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> budget.spend(10_000_000, () -> {
                        throw new IllegalStateException();
                    }));
        }
        assertThat(budget.<String>spend(1, () -> "done")).isEqualTo("done");
    }

    @Test
    void letsTheLargestWorkInAlone() {
        assertThat(budget.<String>spend(40_000_000, () -> "done")).isEqualTo("done");
    }
}
