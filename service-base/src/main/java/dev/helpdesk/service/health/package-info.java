/** What a service depends on, and the health answers made of it. */
@NullMarked
package dev.helpdesk.service.health;

import org.jspecify.annotations.NullMarked;
