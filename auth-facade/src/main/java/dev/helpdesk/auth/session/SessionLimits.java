package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;

/** Slows down who tries too often. */
interface SessionLimits {

    void beforeRegistration(String clientAddress);

    void beforeLogin(EmailAddress account, String clientAddress);

    void beforeRefresh(String refreshToken);
}
