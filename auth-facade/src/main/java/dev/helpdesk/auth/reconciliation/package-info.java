/** Keeps the log of identity events complete by what Keycloak has stored, and ends the sessions of who was shut out. */
@NullMarked
package dev.helpdesk.auth.reconciliation;

import org.jspecify.annotations.NullMarked;
