/** A service as somebody else would write it: one dependency, three properties. */
@NullMarked
package dev.helpdesk.systemtests.tickets;

import org.jspecify.annotations.NullMarked;
