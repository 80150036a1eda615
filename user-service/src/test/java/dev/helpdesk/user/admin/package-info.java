@NullMarked
package dev.helpdesk.user.admin;

import org.jspecify.annotations.NullMarked;
