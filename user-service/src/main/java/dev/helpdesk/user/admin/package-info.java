/** What administrators see: every user and the figures. */
@NullMarked
package dev.helpdesk.user.admin;

import org.jspecify.annotations.NullMarked;
