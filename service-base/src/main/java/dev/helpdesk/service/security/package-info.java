/** Bearer tokens at the door of a service, on Spring Security's resource server. */
@NullMarked
package dev.helpdesk.service.security;

import org.jspecify.annotations.NullMarked;
