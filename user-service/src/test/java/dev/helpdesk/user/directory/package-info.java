@NullMarked
package dev.helpdesk.user.directory;

import org.jspecify.annotations.NullMarked;
