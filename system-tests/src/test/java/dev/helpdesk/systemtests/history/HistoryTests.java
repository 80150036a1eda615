package dev.helpdesk.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories made up to be good or bad: the checker must tell them apart. */
class HistoryTests {

    private static final long SECOND = 1_000_000_000L;
    private static final Outcome MINE = new Outcome.Accepted("ada");
    private static final Outcome REVOKED = new Outcome.Refused("token_revoked");

    private final History history = new History();

    @BeforeEach
    void issue() {
        history.issued("t1", "ada");
    }

    @Test
    void isGoodWhenATokenHoldsUntilItIsRevokedAndNoLonger() {
        ask(1, MINE);
        history.revoking("t1", 2 * SECOND);
        ask(2.1, MINE);
        history.revoked("t1", 3 * SECOND);
        ask(3.5, REVOKED);
        ask(60, REVOKED);

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void sparesATokenWithinTheBoundAndNotBeyond() {
        history.revoked("t1", 3 * SECOND);
        ask(12.9, MINE);
        assertThat(history.violations()).isEmpty();

        ask(13.5, MINE);

        assertThat(history.violations()).containsExactly("facade, t1: accepted 10.500 s after its revocation");
    }

    @Test
    void missesNoRefusalOfAGoodToken() {
        ask(1, REVOKED);
        ask(2, new Outcome.Refused("token_invalid"));

        assertThat(history.violations())
                .containsExactly(
                        "facade, t1: a good token was refused with 401 token_revoked",
                        "facade, t1: a good token was refused with 401 token_invalid");
    }

    @Test
    void countsARefusalAsFalseWhenItWasAnsweredBeforeTheRevocationWasAskedFor() {
        history.revoking("t1", 5 * SECOND);
        ask(4.5, REVOKED);

        assertThat(history.violations()).containsExactly("facade, t1: a good token was refused with 401 token_revoked");
    }

    @Test
    void letsATokenWhoseRevocationWasNeverAcknowledgedGoEitherWay() {
        history.revoking("t1", SECOND);
        ask(2, MINE);
        ask(40, REVOKED);
        ask(60, MINE);

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void wantsTheRightReasonForARefusal() {
        history.revoked("t1", SECOND);
        ask(2, new Outcome.Refused("token_expired"));

        assertThat(history.violations())
                .containsExactly("facade, t1: a revoked token was refused with 401 token_expired");
    }

    @Test
    void letsATokenOfARemovedKeyBeInvalid() {
        history.keyRemoved("t1", 2 * SECOND);
        ask(3, new Outcome.Refused("token_invalid"));
        ask(4, REVOKED);
        assertThat(history.violations()).isEmpty();

        ask(1, new Outcome.Refused("token_invalid"));

        assertThat(history.violations()).containsExactly("facade, t1: a good token was refused with 401 token_invalid");
    }

    @Test
    void findsAnAnswerWithAnotherUsersId() {
        ask(1, new Outcome.Accepted("bob"));
        ask(2, new Outcome.Accepted(""));

        assertThat(history.violations())
                .containsExactly(
                        "facade, t1: answered for user bob, not for ada",
                        "facade, t1: answered for user , not for ada");
    }

    @Test
    void allowsNoErrorButTheOnesListed() {
        ask(1, new Outcome.Unavailable(true));
        ask(2, new Outcome.Unavailable(false));
        ask(3, new Outcome.Other(500, "internal_error"));
        ask(4, new Outcome.Other(429, "too_many_requests"));

        assertThat(history.violations())
                .containsExactly(
                        "facade, t1: 503 without Retry-After",
                        "facade, t1: answered 500 internal_error",
                        "facade, t1: answered 429 too_many_requests");
    }

    @Test
    void allowsSilenceOnlyWhereAndWhenAnOutageExplainsIt() {
        history.outage("facade", 5 * SECOND, 8 * SECOND);
        ask(4.95, new Outcome.Silence("reset"));
        ask(7, new Outcome.Silence("refused"));
        assertThat(history.violations()).isEmpty();

        ask(9, new Outcome.Silence("reset"));
        history.add(new Exchange("other", "t1", 6 * SECOND, 7 * SECOND, new Outcome.Silence("refused")));

        assertThat(history.violations())
                .containsExactly("facade, t1: no answer: reset", "other, t1: no answer: refused");
    }

    @Test
    void findsAnAnswerThatTookTooLong() {
        history.add(new Exchange("facade", "t1", 0, 9 * SECOND, MINE));

        assertThat(history.violations()).containsExactly("facade, t1: answered after 9.000 s");
    }

    @Test
    void wantsLoginsToSucceedOrToBePutOff() {
        logIn(new Outcome.Accepted(""));
        logIn(new Outcome.Unavailable(true));
        assertThat(history.violations()).isEmpty();

        logIn(new Outcome.Refused("invalid_credentials"));

        assertThat(history.violations()).containsExactly("facade, no token: refused with 401 invalid_credentials");
    }

    @Test
    void tellsGoodFromRevokedTokens() {
        ask(1, MINE);
        history.revoking("t1", 2 * SECOND);
        ask(2.5, MINE);
        history.revoked("t1", 3 * SECOND);
        ask(4, REVOKED);
        logIn(MINE);

        assertThat(history.aboutGoodTokens(0, 60 * SECOND))
                .singleElement()
                .extracting(Exchange::asked)
                .isEqualTo(SECOND);
        assertThat(history.aboutGoodTokens(2 * SECOND, 60 * SECOND)).isEmpty();
        assertThat(history.aboutRevokedTokens(0, 60 * SECOND))
                .singleElement()
                .extracting(Exchange::outcome)
                .isEqualTo(REVOKED);
        assertThat(history.others(0, 60 * SECOND)).hasSize(1);
    }

    private void ask(double second, Outcome outcome) {
        long asked = (long) (second * SECOND);
        history.add(new Exchange("facade", "t1", asked, asked + SECOND / 10, outcome));
    }

    private void logIn(Outcome outcome) {
        history.add(new Exchange("facade", "", SECOND, 2 * SECOND, outcome));
    }
}
