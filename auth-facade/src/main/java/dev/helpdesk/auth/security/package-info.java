/** Which route is for whom. */
@NullMarked
package dev.helpdesk.auth.security;

import org.jspecify.annotations.NullMarked;
