/** What must hold of the realm that is imported. */
@NullMarked
package dev.helpdesk.keycloak;

import org.jspecify.annotations.NullMarked;
