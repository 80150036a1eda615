package dev.helpdesk.authclient.verification;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations;

/** Followed revocations of which each test says how they are. */
final class Knowledge {

    private volatile Revocations.Answer now = Revocations.Answer.LIVE;
    private volatile Revocations.Answer lately = Revocations.Answer.UNKNOWN;

    Followed followed() {
        return new Followed(this::sayNow, this::sayLately);
    }

    private Revocations.Answer sayNow(AccessToken token) {
        return now;
    }

    private Revocations.Answer sayLately(AccessToken token) {
        return lately;
    }

    void is(Revocations.Answer answer) {
        now = answer;
    }

    void wasLately(Revocations.Answer answer) {
        lately = answer;
    }
}
