/** Fakes for the tests of services that check access tokens. */
@NullMarked
package dev.helpdesk.authclient.test;

import org.jspecify.annotations.NullMarked;
