@NullMarked
package dev.helpdesk.user;

import org.jspecify.annotations.NullMarked;
