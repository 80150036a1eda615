/** What holds for every request and answer: its id, the client's address, security headers, allowed origins. */
@NullMarked
package dev.helpdesk.service.request;

import org.jspecify.annotations.NullMarked;
