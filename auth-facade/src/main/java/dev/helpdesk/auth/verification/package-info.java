/** Whether an access token holds, for the services behind the facade and for the facade itself. */
@NullMarked
package dev.helpdesk.auth.verification;

import org.jspecify.annotations.NullMarked;
