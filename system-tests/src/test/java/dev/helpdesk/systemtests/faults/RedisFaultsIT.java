package dev.helpdesk.systemtests.faults;

import dev.helpdesk.launcher.ManagedProcess;
import dev.helpdesk.launcher.Part;
import dev.helpdesk.systemtests.cluster.RedisWire;
import dev.helpdesk.systemtests.history.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Redis with the log of identity events fails: Keycloak is asked instead, and what was revoked stays so. */
@ExtendWith(FaultySystem.class)
class RedisFaultsIT {

    /** What it may take to notice. */
    private static final Duration NOTICE = Duration.ofSeconds(3);

    /** With the above, long enough for a revocation in it to be older than the bound. */
    private static final Duration FAULT = Duration.ofSeconds(9);

    /** Long enough for the log to be made anew, and for some logins. */
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final Stage stage;
    private final ManagedProcess redis;

    RedisFaultsIT(Stage stage) {
        this.stage = stage;
        redis = stage.cluster().platform().process(Part.AUTH_REDIS);
    }

    @Test
    void killedAndStartedAgainEmpty_F01_F03() {
        try (Trial trial = stage.begin()) {
            redis.kill();
            expectServiceFor(trial, FAULT);
            stage.cluster().platform().erase(Part.AUTH_REDIS);
            redis.start();
            expectServiceFor(trial, RECOVERY);
            expectServiceAfter(trial);
        }
    }

    @Test
    void paused_F02() {
        try (Trial trial = stage.begin()) {
            redis.pause();
            expectServiceFor(trial, FAULT);
            expectServiceAfter(trial);
        }
    }

    @Test
    void emptied_F03() throws IOException {
        try (Trial trial = stage.begin()) {
            try (RedisWire wire = stage.cluster().authRedis()) {
                wire.call("FLUSHALL");
            }
            expectServiceFor(trial, RECOVERY);
            expectServiceAfter(trial);
        }
    }

    private static void expectServiceFor(Trial trial, Duration time) {
        long noticed = trial.pass(NOTICE);
        long until = trial.pass(time);
        trial.expectSlowService(noticed, until);
        trial.expectOthers(noticed, until, new Outcome.Accepted(""));
    }

    private static void expectServiceAfter(Trial trial) {
        long healed = trial.heal();
        trial.expectService(healed, trial.pass(Trial.CALM));
    }
}
