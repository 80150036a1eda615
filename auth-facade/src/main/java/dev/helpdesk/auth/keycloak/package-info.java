/** The only door to Keycloak: its token endpoint, its admin API, and nothing of their types outside. */
@NullMarked
package dev.helpdesk.auth.keycloak;

import org.jspecify.annotations.NullMarked;
