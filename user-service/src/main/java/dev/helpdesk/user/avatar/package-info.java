/** Pictures of people: taken in, made harmless, stored and served. */
@NullMarked
package dev.helpdesk.user.avatar;

import org.jspecify.annotations.NullMarked;
