/** The users of the realm, copied from the auth service so that they can be searched and counted. */
@NullMarked
package dev.helpdesk.user.directory;

import org.jspecify.annotations.NullMarked;
