package dev.helpdesk.auth.session;

/** Says to look into the mailbox; the same for an address that is taken. */
record VerificationPending(boolean success, boolean verificationRequired) {

    static final VerificationPending ANSWER = new VerificationPending(true, true);
}
