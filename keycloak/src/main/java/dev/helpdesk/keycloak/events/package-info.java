/** Tells the services of everything in Keycloak that takes a token its force or changes an account. */
@NullMarked
package dev.helpdesk.keycloak.events;

import org.jspecify.annotations.NullMarked;
