/** A small service on top of the module, and a client that can send what no well-behaved client would. */
@NullMarked
package dev.helpdesk.service.testing;

import org.jspecify.annotations.NullMarked;
