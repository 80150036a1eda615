/** What an access token is and whether it still holds, without any framework. */
@NullMarked
package dev.helpdesk.token;

import org.jspecify.annotations.NullMarked;
