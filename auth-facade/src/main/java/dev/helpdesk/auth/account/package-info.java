/** Who a user is: me, by id, by e-mail address, all of them. */
@NullMarked
package dev.helpdesk.auth.account;

import org.jspecify.annotations.NullMarked;
