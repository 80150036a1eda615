/** What stands between a service and the servers it calls, so that one of them that fails costs its callers little. */
@NullMarked
package dev.helpdesk.service.guard;

import org.jspecify.annotations.NullMarked;
