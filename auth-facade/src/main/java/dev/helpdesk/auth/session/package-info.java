/** Whatever starts or ends a session: register, login, refresh, logout. */
@NullMarked
package dev.helpdesk.auth.session;

import org.jspecify.annotations.NullMarked;
