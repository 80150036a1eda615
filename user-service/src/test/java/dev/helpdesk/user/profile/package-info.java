@NullMarked
package dev.helpdesk.user.profile;

import org.jspecify.annotations.NullMarked;
