/** Starts the whole system on one machine without Docker. */
@NullMarked
package dev.helpdesk.launcher;

import org.jspecify.annotations.NullMarked;
