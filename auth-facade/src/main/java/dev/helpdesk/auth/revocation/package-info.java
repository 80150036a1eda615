/** What no longer holds although it has not expired: sessions ended here, and what Keycloak tells of. */
@NullMarked
package dev.helpdesk.auth.revocation;

import org.jspecify.annotations.NullMarked;
