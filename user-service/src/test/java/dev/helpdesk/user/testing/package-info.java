/** What the tests of this service share. */
@NullMarked
package dev.helpdesk.user.testing;

import org.jspecify.annotations.NullMarked;
