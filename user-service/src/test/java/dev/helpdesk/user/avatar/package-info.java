@NullMarked
package dev.helpdesk.user.avatar;

import org.jspecify.annotations.NullMarked;
