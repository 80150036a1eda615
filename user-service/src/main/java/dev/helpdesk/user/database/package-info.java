/** What holds for every use of the database: whether it is there, and the answer when it is not. */
@NullMarked
package dev.helpdesk.user.database;

import org.jspecify.annotations.NullMarked;
