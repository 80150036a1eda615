/** Decides whether tokens hold, with what is followed of the auth service and by asking it. */
@NullMarked
package dev.helpdesk.authclient.verification;

import org.jspecify.annotations.NullMarked;
