/** The ways a request can fail at this service. */
@NullMarked
package dev.helpdesk.auth.error;

import org.jspecify.annotations.NullMarked;
