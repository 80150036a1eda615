/** Follows the auth service's feed of identity events. */
@NullMarked
package dev.helpdesk.authclient.feed;

import org.jspecify.annotations.NullMarked;
