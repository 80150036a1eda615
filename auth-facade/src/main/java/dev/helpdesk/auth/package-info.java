/** The auth service: the documented API on Keycloak. */
@NullMarked
package dev.helpdesk.auth;

import org.jspecify.annotations.NullMarked;
