/** What is known of a person beyond the account: the profile each user owns and edits. */
@NullMarked
package dev.helpdesk.user.profile;

import org.jspecify.annotations.NullMarked;
