package dev.helpdesk.systemtests.history;

import org.jspecify.annotations.Nullable;

/**
 * What is true of a token, told by those who had it issued and revoked.
 *
 * @param owner the user it belongs to
 * @param revoking when its revocation was asked for: from then on it may be refused
 * @param revoked when its revocation was acknowledged: a bound later it must be refused
 * @param signed whether its key is still published; a token without one may also be refused as an invalid one
 */
record TokenLife(
        String owner, @Nullable Long revoking, @Nullable Long revoked, boolean signed) {

    static TokenLife of(String owner) {
        return new TokenLife(owner, null, null, true);
    }

    /** Asking again changes nothing. */
    TokenLife revoking(long now) {
        return revoking == null ? new TokenLife(owner, now, revoked, signed) : this;
    }

    TokenLife revoked(long now) {
        return revoked == null ? new TokenLife(owner, revoking(now).revoking, now, signed) : this;
    }

    TokenLife keyRemoved(long now) {
        return new TokenLife(owner, revoking(now).revoking, revoked, false);
    }

    boolean wasGoodUntil(long time) {
        return revoking == null || time < revoking;
    }

    boolean mustBeRefusedSince(long time, long bound) {
        return revoked != null && time > revoked + bound;
    }

    boolean mayBeRefusedAs(String code) {
        return code.equals("token_revoked") || (!signed && code.equals("token_invalid"));
    }
}
