package dev.helpdesk.auth.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.keycloak.FakeHistory;
import dev.helpdesk.auth.keycloak.KeycloakSessions;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutOutsTests {

    private static final Instant AT = Instant.ofEpochMilli(1795469774450L);

    private final FakeHistory history = new FakeHistory();
    private final Sessions sessions = new Sessions();
    private final ShutOuts shutOuts =
            new ShutOuts(history, sessions, sessions, new ComparisonMeters(new SimpleMeterRegistry()));

    @BeforeEach
    void beginSessions() {
        history.beginSessions("ada", "s1", "s2");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTION, users/ada/reset-password, , , ENDS",
        "UPDATE, users/ada, enabled, false, ENDS",
        "UPDATE, users/ada, credentials, present, ENDS",
        "UPDATE, users/ada, enabled, true, STAY",
        "UPDATE, users/ada, , , STAY",
        "DELETE, users/ada, , , STAY",
        "CREATE, users/ada, enabled, false, STAY",
        "ACTION, users/ada/execute-actions-email, , , STAY",
        "UPDATE, users/ada/groups/g1, , , STAY"
    })
    void endsTheSessionsOfWhoAnAdminShutsOut(String type, String path, String fact, String value, String outcome) {
        history.storeAdminEvent("a", type, AT, path, fact == null ? Map.of() : Map.of(fact, value));

        endWhatIsStored();

        assertThat(sessions.ended).isEqualTo(outcome.equals("ENDS") ? List.of("s1", "s2") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"USER_DISABLED_BY_PERMANENT_LOCKOUT, ENDS", "LOGOUT, STAY", "UPDATE_CREDENTIAL, STAY"})
    void endsTheSessionsOfWhoIsLockedForGood(String type, String outcome) {
        history.storeUserEvent("u", type, AT, "ada", "s1");

        endWhatIsStored();

        assertThat(sessions.ended).isEqualTo(outcome.equals("ENDS") ? List.of("s1", "s2") : List.of());
    }

    @Test
    void actsOnceOnAnEvent() {
        history.storeAdminEvent("a", "ACTION", AT, "users/ada/reset-password", Map.of());

        endWhatIsStored();
        endWhatIsStored();

        assertThat(sessions.ended).containsExactly("s1", "s2");
    }

    @Test
    void comesBackToWhatKeycloakDidNotAnswer() {
        history.storeAdminEvent("a", "ACTION", AT, "users/ada/reset-password", Map.of());
        sessions.down = true;
        endWhatIsStored();
        assertThat(sessions.ended).isEmpty();

        sessions.down = false;
        shutOuts.end();

        assertThat(sessions.ended).containsExactly("s1", "s2");
    }

    private void endWhatIsStored() {
        history.read(AT, shutOuts::note);
        shutOuts.end();
    }

    /** Sessions that end only when that is on record. */
    private static final class Sessions implements KeycloakSessions, RevokedSessions {

        private final List<String> ended = new ArrayList<>();
        private final Set<String> recorded = new HashSet<>();
        private boolean down;

        @Override
        public List<String> of(String userId) {
            return List.of();
        }

        @Override
        public void end(String sessionId) {
            if (down) {
                throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
            }
            assertThat(recorded).contains(sessionId);
            ended.add(sessionId);
        }

        @Override
        public void add(Collection<String> sessionIds, Instant requestedAt) {
            recorded.addAll(sessionIds);
        }

        @Override
        public boolean contains(String sessionId) {
            return recorded.contains(sessionId);
        }

        @Override
        public boolean areKnown() {
            return true;
        }

        @Override
        public long active() {
            return recorded.size();
        }

        @Override
        public Propagation propagation() {
            return new Propagation(null, null);
        }
    }
}
