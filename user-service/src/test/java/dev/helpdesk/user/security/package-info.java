@NullMarked
package dev.helpdesk.user.security;

import org.jspecify.annotations.NullMarked;
