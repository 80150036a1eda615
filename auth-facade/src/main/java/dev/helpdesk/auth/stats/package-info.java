/** The figures administrators see. */
@NullMarked
package dev.helpdesk.auth.stats;

import org.jspecify.annotations.NullMarked;
