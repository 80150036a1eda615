package dev.helpdesk.systemtests.faults;

import dev.helpdesk.launcher.ManagedProcess;
import dev.helpdesk.launcher.Part;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.history.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Keycloak fails: tokens go on being accepted and refused, and whoever wants to log in is told to come back. Only when Redis fails as
 * well can nobody tell anything.
 */
@ExtendWith(FaultySystem.class)
class KeycloakFaultsIT {

    /** What it may take to notice: the first call waits for its answer as long as any. */
    private static final Duration NOTICE = Duration.ofSeconds(6);

    private static final Duration FAULT = Duration.ofSeconds(5);

    private final Stage stage;
    private final ManagedProcess keycloak;
    private final ManagedProcess redis;

    KeycloakFaultsIT(Stage stage) {
        this.stage = stage;
        keycloak = stage.cluster().platform().process(Part.KEYCLOAK);
        redis = stage.cluster().platform().process(Part.AUTH_REDIS);
    }

    @Test
    void paused_F08() {
        try (Trial trial = stage.begin()) {
            long begin = System.nanoTime();
            keycloak.pause();
            expectNothingBegins(trial);
            trial.heal();
            trial.expectService(begin, trial.pass(Trial.CALM));
        }
    }

    @Test
    void killedAndThenRedisToo_F07_F09_F06() {
        try (Trial trial = stage.begin()) {
            long begin = System.nanoTime();
            keycloak.kill();
            expectNothingBegins(trial);
            trial.expectService(begin, System.nanoTime());

            redis.kill();
            long noticed = trial.pass(NOTICE);
            long until = trial.pass(FAULT);
            trial.expectNoDecision(noticed, until, Member.values());
            trial.expectOthers(noticed, until, new Outcome.Unavailable(true));

            long healed = trial.heal();
            trial.expectService(healed, trial.pass(Trial.CALM));
        }
    }

    private static void expectNothingBegins(Trial trial) {
        long noticed = trial.pass(NOTICE);
        long until = trial.pass(FAULT);
        trial.expectOthers(noticed, until, new Outcome.Unavailable(true));
    }
}
