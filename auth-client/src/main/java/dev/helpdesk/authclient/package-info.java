/** Checks access tokens and looks users up, for any service. */
@NullMarked
package dev.helpdesk.authclient;

import org.jspecify.annotations.NullMarked;
