/** The user service: profiles and avatars. */
@NullMarked
package dev.helpdesk.user;

import org.jspecify.annotations.NullMarked;
