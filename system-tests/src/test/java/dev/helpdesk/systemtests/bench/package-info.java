/** {@code make bench}: measures on a system of its own how fast and how reliably a revocation arrives, and reports it. */
@NullMarked
package dev.helpdesk.systemtests.bench;

import org.jspecify.annotations.NullMarked;
