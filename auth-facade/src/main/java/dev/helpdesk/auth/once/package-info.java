/** One result for equal requests, however many there are and whichever replica they reach. */
@NullMarked
package dev.helpdesk.auth.once;

import org.jspecify.annotations.NullMarked;
