/** Limits on how often something may be tried, shared by all replicas through Redis, and kept by each alone without it. */
@NullMarked
package dev.helpdesk.service.ratelimit;

import org.jspecify.annotations.NullMarked;
