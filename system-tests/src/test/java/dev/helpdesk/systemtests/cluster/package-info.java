/** A system with two instances of each service, and connections between them that can be cut. */
@NullMarked
package dev.helpdesk.systemtests.cluster;

import org.jspecify.annotations.NullMarked;
