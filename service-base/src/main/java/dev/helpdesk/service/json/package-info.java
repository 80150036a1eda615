/** Reads JSON request bodies strictly: nothing is guessed, converted or silently dropped. */
@NullMarked
package dev.helpdesk.service.json;

import org.jspecify.annotations.NullMarked;
