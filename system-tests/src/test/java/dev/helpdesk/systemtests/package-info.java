/** Black-box tests: everything here speaks to the running processes by HTTP, the way a client does. */
@NullMarked
package dev.helpdesk.systemtests;

import org.jspecify.annotations.NullMarked;
