@NullMarked
package dev.helpdesk.user.database;

import org.jspecify.annotations.NullMarked;
