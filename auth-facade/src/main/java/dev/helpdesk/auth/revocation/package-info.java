/** The sessions that were ended before their tokens expired, kept in Redis. */
@NullMarked
package dev.helpdesk.auth.revocation;

import org.jspecify.annotations.NullMarked;
