/** What a service is told from outside: the documented variables, the defaults all services share, and what stops a start. */
@NullMarked
package dev.helpdesk.service.configuration;

import org.jspecify.annotations.NullMarked;
