/** Sets the auth service's client up from properties. */
@NullMarked
package dev.helpdesk.authclient.autoconfigure;

import org.jspecify.annotations.NullMarked;
