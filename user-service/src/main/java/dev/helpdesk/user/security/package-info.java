/** Which route is open to whom. */
@NullMarked
package dev.helpdesk.user.security;

import org.jspecify.annotations.NullMarked;
