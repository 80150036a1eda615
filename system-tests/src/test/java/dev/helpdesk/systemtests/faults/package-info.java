/** What the services answer while a part of the system is down, slow, empty or cut off, under load. */
@NullMarked
package dev.helpdesk.systemtests.faults;

import org.jspecify.annotations.NullMarked;
