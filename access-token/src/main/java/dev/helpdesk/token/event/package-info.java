/** What happened to identities, sessions and tokens, as one log that every service can follow. */
@NullMarked
package dev.helpdesk.token.event;

import org.jspecify.annotations.NullMarked;
