package dev.helpdesk.auth.reconciliation;

import dev.helpdesk.auth.keycloak.KeycloakHistory;
import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.revocation.LogUpkeep;
import dev.helpdesk.auth.revocation.Turn;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Looks whether the log needs to be looked after, and takes a turn when it does. Used by one thread. */
class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** For transactions that commit after others that began later. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** The longest that Keycloak lets a transaction take; looked back that far once in a while. */
    private static final Duration LONG_OVERLAP = Duration.ofSeconds(330);

    private static final long LONG_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final LogUpkeep upkeep;
    private final IdentityLog log;
    private final Comparison comparison;
    private final KeycloakHistory history;
    private final ComparisonMeters meters;
    private long longAt = System.nanoTime() - LONG_EVERY_NANOS;
    private boolean failing;

    Reconciler(
            LogUpkeep upkeep,
            IdentityLog log,
            Comparison comparison,
            KeycloakHistory history,
            ComparisonMeters meters) {
        this.upkeep = upkeep;
        this.log = log;
        this.comparison = comparison;
        this.history = history;
        this.meters = meters;
    }

    /** Does what is due, if it is this replica's turn; says how long to leave it alone afterwards. */
    Duration tick() {
        try {
            if (upkeep.isDue()) {
                upkeep.begin().ifPresent(this::take);
            }
            if (failing) {
                failing = false;
                LOG.info("Keycloak's stored events are compared with the log again");
            }
            return Duration.ofMillis(500);
        } catch (Turn.LostException e) {
            LOG.debug("Somebody else goes on", e);
            return pause(500);
        } catch (DataAccessException | ApiException e) {
            report(e);
            return pause(2000);
        }
    }

    private static Duration pause(int least) {
        return Duration.ofMillis(least + ThreadLocalRandom.current().nextInt(1000));
    }

    private void take(Turn turn) {
        try (turn) {
            Optional<Instant> comparedUpTo = turn.comparedUpTo();
            if (comparedUpTo.isEmpty()) {
                warnOfShortcomings();
                comparison.rebuild(turn);
            } else if (log.isUpToDate()) {
                comparison.complete(turn, comparedUpTo.get(), overlap());
            }
        }
    }

    private Duration overlap() {
        if (System.nanoTime() - longAt < LONG_EVERY_NANOS) {
            return OVERLAP;
        }
        longAt = System.nanoTime();
        return LONG_OVERLAP;
    }

    private void warnOfShortcomings() {
        List<String> found = history.shortcomings(TokenPolicy.LONGEST_LIFE);
        if (!found.isEmpty()) {
            LOG.warn("Keycloak does not store all that a lost log is made anew from: {}", String.join("; ", found));
        }
    }

    private void report(RuntimeException failure) {
        meters.failed();
        if (!failing) {
            failing = true;
            LOG.warn("Keycloak's stored events cannot be compared with the log: Redis or Keycloak gives no answer");
        }
        LOG.debug("How the comparison failed", failure);
    }
}
