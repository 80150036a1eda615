/** The service's Redis: how it is connected, and what stands before it. */
@NullMarked
package dev.helpdesk.service.redis;

import org.jspecify.annotations.NullMarked;
